package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/arch"
)

func TestArrows(t *testing.T) {
	t.Parallel()
	imports := read(t, filepath.Join("..", ".."))
	for _, must := range []string{"readiness", "internal/arch", "cmd/sightline"} {
		if _, ok := imports[must]; !ok {
			t.Fatalf("did not find the folder %s; the test looks in the wrong place", must)
		}
	}
	for _, f := range arch.Check(imports) {
		t.Error(f)
	}
}

// read returns what each folder's code, tests aside, imports. The standalone module has a go.mod of its own and is left out.
func read(t *testing.T, root string) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && file != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "standalone") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		imports[folder] = append(imports[folder], paths(t, parsed.Imports)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}

func paths(t *testing.T, specs []*ast.ImportSpec) []string {
	t.Helper()
	var found []string
	for _, spec := range specs {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, imported)
	}
	return found
}

func TestCheck(t *testing.T) {
	t.Parallel()
	const ours = arch.Module + "/"
	for _, c := range []struct {
		folder, imported, want string // want is part of the red line, "" when it is allowed
	}{
		{"readiness", "time", ""},
		{"readiness", ours + "internal/calendar", ""},
		{"readiness", "os", "no I/O"},
		{"readiness", "github.com/google/uuid", "the trade alone"},
		{"readiness", ours + "internal/sheet", "the trade alone"},
		{"web", "github.com/jackc/pgx/v5/pgxpool", "pages would depend on the database driver"},
		{"web", ours + "postgres", "need a database"},
		{"web", ours + "internal/govuk", ""},
		{"web", ours + "internal/testdb", "fakes"},
		{"workflows", ours + "postgres", "cannot be replayed"},
		{"workflows", "go.temporal.io/sdk/workflow", ""},
		{"postgres", ours + "activities", "belong in readiness"},
		{"annexa/annexatest", ours + "annexa", ""},
		{"annexa/annexatest", "github.com/xuri/excelize/v2", ""},
		{"cmd/sightline/app", ours + "internal/mail", ""},
		{"cmd/sightline/app", "go.temporal.io/server/temporal", "150 MB"},
		{"internal/mail", ours + "readiness", "nothing of our trade"},
		{"internal/testdb", ours + "postgres", "not for ours"},
		{"cmd/sightline/app", ours + "internal/telemetry", ""},
		{"cmd/sightline/app", "go.opentelemetry.io/otel/attribute", "the gate"},
		{"web", ours + "internal/telemetry", "how they are watched"},
		{"web", ours + "internal/routing", ""},
		{"internal/telemetry", "github.com/prometheus/client_golang/prometheus", ""},
		{"attic", "fmt", "no row"},
	} {
		faults := arch.Check(map[string][]string{c.folder: {c.imported}})
		switch {
		case c.want == "" && len(faults) > 0:
			t.Errorf("refused: %s", faults[0])
		case c.want != "" && (len(faults) != 1 || !strings.Contains(faults[0].String(), c.want)):
			t.Errorf("%s imports %s gave %v, want a red line with %q", c.folder, c.imported, faults, c.want)
		}
	}
}

// Every red arrow must be one that the table refuses, or its sentence would never be read.
func TestRedsAreRefused(t *testing.T) {
	t.Parallel()
	for _, red := range arch.Reds {
		imported := red.To
		if first, _, _ := strings.Cut(red.To, "/"); !strings.Contains(first, ".") {
			imported = arch.Module + "/" + red.To
		}
		faults := arch.Check(map[string][]string{red.From: {imported}})
		if len(faults) != 1 || faults[0].Because != red.Because {
			t.Errorf("%s to %s: got %v", red.From, red.To, faults)
		}
	}
}
