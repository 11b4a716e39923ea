// Serves the real Kubernetes provider. Its own program embeds two files that a step of its build writes; this one reads
// what that step starts from: the module contains it, and it lies beside this program.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	schema := withVersion(read("schema.json"))
	provider.Serve("kubernetes", version.Version, schema, read("terraform-mapping.json"))
}

func read(name string) []byte {
	program, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(filepath.Dir(program), name))
	if err != nil {
		log.Fatal(err)
	}
	return content
}

// {"name": … → {"version":"4.34.2","name": …, without which the engine refuses the schema.
func withVersion(schema []byte) []byte {
	return bytes.Replace(schema, []byte("{"), fmt.Appendf(nil, "{\"version\":%q,", version.Version), 1)
}
