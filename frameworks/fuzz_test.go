package frameworks_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// FuzzRead: no file makes reading or checking fail, a refusal is a sentence, and what can be taken comes back from a file of ours.
func FuzzRead(f *testing.F) {
	f.Add("a.yaml", broken("", ""))
	f.Add("a.yaml", broken("tags: [outcome_1]", "tags: {a: b}"))
	f.Add("a.yaml", broken("key_lines:", "crosswalk:\n  from: ilacs-2026\nkey_lines:"))
	f.Add("a.yaml", []byte("- ? - a\n"))
	f.Add("a.xlsx", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		read, err := frameworks.Read(name, body)
		if err != nil {
			if readiness.AsRefusal(err) == nil {
				t.Fatal(err)
			}
			return
		}
		for _, p := range read.Check(library()) {
			if p.Message == "" {
				t.Fatal("a problem without a word")
			}
		}
		if len(read.Check(library())) > 0 {
			return
		}
		again := reread(t, "a.yaml", read, files.YAML)
		if diff := cmp.Diff(read.Framework, again.Framework, cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}
