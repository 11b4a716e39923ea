// Makes an SDK for Node, Python, Go or .NET with Pulumi's own code generators.
// The schema comes on stdin; stdout is a JSON object: path to content in base64.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// It is named in the header of each file that is generated.
const tool = "pulumi"

type files = map[string][]byte

var generators = map[string]func(*schema.Package) (files, error){
	"nodejs": func(p *schema.Package) (files, error) {
		return nodejs.GeneratePackage(tool, p, nil, nil, false, nil)
	},
	"python": func(p *schema.Package) (files, error) { return python.GeneratePackage(tool, p, nil, nil) },
	"go":     func(p *schema.Package) (files, error) { return golang.GeneratePackage(tool, p, nil) },
	"dotnet": func(p *schema.Package) (files, error) { return dotnet.GeneratePackage(tool, p, nil, nil) },
}

var importers = map[string]schema.Language{
	"nodejs": nodejs.Importer,
	"python": python.Importer,
	"go":     golang.Importer,
	"csharp": dotnet.Importer,
}

// The generator for .NET downloads the logo: it gets the one that is here, and nothing is downloaded.
type logo []byte

func (l logo) RoundTrip(request *http.Request) (*http.Response, error) {
	body := io.NopCloser(bytes.NewReader(l))
	return &http.Response{StatusCode: http.StatusOK, Request: request, Body: body}, nil
}

func generate(language, image string) (files, error) {
	generator, ok := generators[language]
	if !ok {
		return nil, fmt.Errorf("no generator for %q", language)
	}
	content, err := os.ReadFile(image)
	if err != nil {
		return nil, err
	}
	http.DefaultTransport = logo(content)
	var spec schema.PackageSpec
	if err := json.NewDecoder(os.Stdin).Decode(&spec); err != nil {
		return nil, err
	}
	pkg, err := schema.ImportSpec(spec, importers, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	return generator(pkg)
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: sdk-generator <language> <logo.png> < schema.json")
	}
	sdk, err := generate(os.Args[1], os.Args[2])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(sdk)
	}
	if err != nil {
		log.Fatal(err)
	}
}
