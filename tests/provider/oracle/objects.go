package main

import (
	_ "unsafe" // for go:linkname

	"github.com/Azure/secrets-store-csi-driver-provider-azure/pkg/provider/types"
	"gopkg.in/yaml.v3"
)

// Without the provider's own JSON names it would be harder to see a field that was spelt wrongly.
type object = types.KeyVaultObject

// readObjects is what the provider reads, up to the first thing that it cannot read.
func readObjects(parameters map[string]string) []object {
	list, err := types.GetObjectsArray(types.GetObjects(parameters))
	if err != nil {
		return nil
	}
	var objects []object
	for _, text := range list.Array {
		var read object
		if yaml.Unmarshal([]byte(text), &read) != nil {
			break
		}
		formatKeyVaultObject(&read)
		objects = append(objects, read)
	}
	return objects
}

//go:linkname formatKeyVaultObject github.com/Azure/secrets-store-csi-driver-provider-azure/pkg/provider.formatKeyVaultObject
func formatKeyVaultObject(*object)
