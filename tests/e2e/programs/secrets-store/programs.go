//go:build programs

// Keeps the real Key Vault provider in go.mod: `go build` names its package.
package programs

import _ "github.com/Azure/secrets-store-csi-driver-provider-azure/cmd"
