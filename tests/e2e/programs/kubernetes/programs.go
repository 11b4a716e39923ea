//go:build programs

// Keeps the programs that the end-to-end tests start in go.mod: `go build` names their packages.
package programs

import (
	_ "go.etcd.io/etcd/server/v3"
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
)
