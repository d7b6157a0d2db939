package app_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
)

var update = flag.Bool("update", false, "write the generated parts of docs/operating.md")

// TestOperatingTables keeps the tables of docs/operating.md as the code has them.
func TestOperatingTables(t *testing.T) {
	t.Parallel()
	path := filepath.Join(root, "docs", "operating.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := between(t, string(data), "settings", settingsTable())
	page = between(t, page, "doctor", doctorTable())
	if page == string(data) {
		return
	}
	if !*update {
		t.Fatal("docs/operating.md is not as the code has it; run go test ./cmd/sightline/app -run TestOperatingTables -update")
	}
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}

// between replaces what stands between the markers of a generated part.
func between(t *testing.T, page, name, table string) string {
	t.Helper()
	start, end := "<!-- generated: "+name+" -->\n", "<!-- end: "+name+" -->"
	before, rest, ok := strings.Cut(page, start)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("docs/operating.md has no part %q", name)
	}
	return before + start + table + end + after
}

func settingsTable() string {
	var table strings.Builder
	group := ""
	for _, f := range app.Settings() {
		if f.Group.Key != group {
			group = f.Group.Key
			fmt.Fprintf(&table, "\n**%s**\n\n| setting | without it | what it is |\n|---|---|---|\n", app.Groups()[group])
		}
		fallback := "-"
		if f.HasDefault {
			fallback = "`" + f.Default + "`"
		}
		name := "`" + f.Name + "`"
		if f.Target.Type() == reflect.TypeFor[app.Secret]() {
			name += " (secret)"
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", name, fallback, f.Help)
	}
	return table.String() + "\n"
}

func doctorTable() string {
	var table strings.Builder
	table.WriteString("\n| line | what to do when it is WRONG |\n|---|---|\n")
	for _, d := range app.Diagnoses() {
		fmt.Fprintf(&table, "| %s | %s |\n", d[0], d[1])
	}
	return table.String() + "\n"
}
