//go:build tools

// Keeps the linter in go.mod.
package tools

import _ "github.com/rhysd/actionlint/cmd/actionlint"
