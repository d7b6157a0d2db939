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
	from := "unknown commit"
	if id := commit(); id != "" {
		from = "commit " + id
	}
	return fmt.Sprintf("sightline %s, %s, %s", release, from, runtime.Version())
}

// commit is the beginning of the commit's id, "" when the binary does not know it.
func commit() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return s.Value[:12]
			}
		}
	}
	return ""
}
