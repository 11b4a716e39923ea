//go:build programs

// Keeps the program that the end-to-end tests start in go.mod: `go build` names its package.
package programs

import _ "k8s.io/kubernetes/cmd/kubectl"
