//go:build tools

// Package tools pins AWS's session-manager-plugin, which the tests build to prove that the published client opens the
// rehearsal's sessions. A user's own plugin on PATH is preferred.
package tools

import _ "github.com/aws/session-manager-plugin/src/sessionmanagerplugin-main"
