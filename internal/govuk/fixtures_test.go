package govuk_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/govuk"
)

// drawers says which struct draws which component of govuk-frontend.
var drawers = map[string]func([]byte) (govuk.Component, error){
	"back-link":           from[govuk.BackLink],
	"breadcrumbs":         from[govuk.Breadcrumbs],
	"button":              from[govuk.Button],
	"character-count":     from[govuk.CharacterCount],
	"checkboxes":          from[govuk.Checkboxes],
	"date-input":          from[govuk.DateInput],
	"details":             from[govuk.Details],
	"error-message":       from[govuk.ErrorMessage],
	"error-summary":       from[govuk.ErrorSummary],
	"fieldset":            from[govuk.Fieldset],
	"file-upload":         from[govuk.FileUpload],
	"generic-header":      from[govuk.GenericHeader],
	"hint":                from[govuk.Hint],
	"input":               from[govuk.Input],
	"inset-text":          from[govuk.InsetText],
	"label":               from[govuk.Label],
	"notification-banner": from[govuk.NotificationBanner],
	"pagination":          from[govuk.Pagination],
	"panel":               from[govuk.Panel],
	"password-input":      from[govuk.PasswordInput],
	"phase-banner":        from[govuk.PhaseBanner],
	"radios":              from[govuk.Radios],
	"select":              from[govuk.Select],
	"service-navigation":  from[govuk.ServiceNavigation],
	"skip-link":           from[govuk.SkipLink],
	"summary-list":        from[govuk.SummaryList],
	"table":               from[govuk.Table],
	"tabs":                from[govuk.Tabs],
	"tag":                 from[govuk.Tag],
	"task-list":           from[govuk.TaskList],
	"textarea":            from[govuk.Textarea],
	"warning-text":        from[govuk.WarningText],
}

func from[C govuk.Component](options []byte) (govuk.Component, error) {
	var c C
	decoder := json.NewDecoder(strings.NewReader(string(options)))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&c)
	return c, err
}

type fixture struct {
	Name    string
	Options map[string]any
	HTML    string
}

func TestFixtures(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/fixtures/*.json")
	if err != nil || len(paths) != len(drawers) {
		t.Fatalf("want a fixture file for each of %d components, found %d (%v)", len(drawers), len(paths), err)
	}
	total := 0
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		fixtures := read(t, path)
		total += len(fixtures)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, f := range fixtures {
				t.Run(f.Name, func(t *testing.T) { check(t, name, f) })
			}
		})
	}
	if total < 600 {
		t.Errorf("only %d fixtures were checked", total)
	}
}

func read(t *testing.T, path string) []fixture {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Fixtures []fixture }
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	return file.Fixtures
}

func check(t *testing.T, component string, f fixture) {
	t.Helper()
	options, err := json.Marshal(asGo(component, f.Options))
	if err != nil {
		t.Fatal(err)
	}
	c, err := drawers[component](options)
	if err != nil {
		t.Fatalf("options %s: %v", options, err)
	}
	got, err := c.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tree(t, f.HTML), tree(t, string(got))); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(visible(t, f.HTML), visible(t, string(got))); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

// asGo turns what only JavaScript can say into what our structs say: false and "" in a list are
// the zero item, numbers that stand for text are strings, and so on.
func asGo(component string, options map[string]any) map[string]any {
	options = plain("", options).(map[string]any)
	switch component {
	case "date-input":
		for _, part := range []string{"day", "month", "year"} {
			if options[part] == false {
				options[part] = map[string]any{"leave": true}
			}
		}
	case "select":
		items, _ := options["items"].([]any)
		for _, item := range items {
			option, _ := item.(map[string]any)
			if _, has := option["value"]; option != nil && !has {
				option["noValue"] = true
			}
		}
	case "service-navigation":
		slots, _ := options["slots"].(map[string]any)
		if end, ok := slots["end"].(string); ok {
			slots["end"] = map[string]any{"html": end}
		}
	case "file-upload":
		delete(options, "value") // browsers ignore it, and so does the component
	}
	return options
}

var textKeys = []string{"value", "text", "number"}

func plain(key string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			name := k
			if key == "attributes" || key == "values" {
				name = "value"
			}
			v[k] = plain(name, inner)
		}
	case []any:
		for i, inner := range v {
			if inner == false || inner == "" {
				inner = nil
			}
			v[i] = plain("", inner)
		}
	case float64:
		if slices.Contains(textKeys, key) {
			return fmt.Sprint(v)
		}
	case bool:
		if slices.Contains(textKeys, key) {
			return fmt.Sprint(v)
		}
		if key == "html" {
			return ""
		}
	}
	return v
}
