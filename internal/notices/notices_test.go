package notices_test

import (
	"flag"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/notices"
)

var update = flag.Bool("update", false, "write THIRD_PARTY_NOTICES.txt again")

const file = "../../THIRD_PARTY_NOTICES.txt"

// modules lists what both programs link, the Go standard library and ourselves apart.
func modules(t *testing.T) []notices.Module {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/sightline", "./standalone")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []notices.Module
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		if parts := strings.Split(line, "\t"); len(parts) == 3 {
			if m := (notices.Module{Path: parts[0], Version: parts[1], Dir: parts[2]}); !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	if len(all) < 100 {
		t.Fatalf("go list found %d modules only", len(all))
	}
	return all
}

func TestNoticesAreTrueAndShippable(t *testing.T) {
	t.Parallel()
	all, err := notices.Gather(modules(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		unstated := l.Name == "" && len(l.Modules) == 1 && slices.Contains(notices.Unstated, l.Modules[0].Path)
		if !slices.Contains(notices.Shippable, l.Name) && !unstated {
			t.Errorf("%s %s comes under a licence that we may not ship, or do not know: %q", l.Modules[0].Path, l.Modules[0].Version, l.Name)
		}
	}
	text := notices.Write(all)
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != text {
		t.Error("THIRD_PARTY_NOTICES.txt is not what the programs are linked from: run make generate")
	}
}

func TestNameOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"GNU AFFERO GENERAL PUBLIC\nLICENSE":                           "AGPL",
		"Permission is hereby granted,\nfree of charge, to any person": "MIT",
		"Apache License\n Version 2.0":                                 "Apache-2.0",
		"All rights reserved.":                                         "",
	} {
		if got := notices.NameOf(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
