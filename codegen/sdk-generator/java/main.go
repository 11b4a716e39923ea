// Makes the SDK for Java with Pulumi's own code generator, which needs older modules than the other languages'.
// The schema comes on stdin; stdout is a JSON object: path to content in base64.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func generate() (map[string][]byte, error) {
	var spec schema.PackageSpec
	if err := json.NewDecoder(os.Stdin).Decode(&spec); err != nil {
		return nil, err
	}
	pkg, err := schema.ImportSpec(spec, map[string]schema.Language{"java": java.Importer})
	if err != nil {
		return nil, err
	}
	return java.GeneratePackage("pulumi", pkg, nil, false)
}

func main() {
	sdk, err := generate()
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(sdk)
	}
	if err != nil {
		log.Fatal(err)
	}
}
