package app

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionVerb struct{}

// Run prints the version, the commit it was built from, and the Go it was built with.
func (versionVerb) Run(c *call) error {
	c.printf("%s\n", Version())
	return nil
}

// release is set by the linker in a release build (Dockerfile).
var release = "development"

// Version is one line that says what this binary is.
func Version() string {
	commit := "unknown commit"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				commit = "commit " + s.Value[:12]
			}
		}
	}
	return fmt.Sprintf("sightline %s, %s, %s", release, commit, runtime.Version())
}
