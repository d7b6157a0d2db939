package frameworks_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

var files frameworks.Files

func library() []readiness.Framework { return frameworks.Shipped() }

// own is a council's own version of 2027, made of that of 2026.
func own() readiness.FrameworkFile {
	return readiness.CloneFramework{Code: "anyshire-2027", Name: "Anyshire 2027", From: calendar.On(2027, 4, 1)}.Of(library()[1])
}

// TestFilesComeBackAsTheyWere writes frameworks as both kinds of file and reads them again.
func TestFilesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	whole := own()
	whole.Crosswalk.Rows = readiness.CompareFrameworks(library()[1], whole.Framework).Rows
	whole.Crosswalk.Rows[3].Kind, whole.Crosswalk.Rows[3].Note = "changed", "Sharper words."
	for name, f := range map[string]readiness.FrameworkFile{"a clone": own(), "with rows": whole, "shipped": {Framework: library()[0]}} {
		for kind, write := range map[string]func(readiness.FrameworkFile) ([]byte, error){"a.yaml": files.YAML, "a.xlsx": files.Workbook} {
			again := reread(t, kind, f, write)
			if diff := cmp.Diff(f.Framework, again.Framework, cmpopts.IgnoreFields(readiness.Framework{}, "Own"), cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, %s: %s", name, kind, diff)
			}
			if diff := cmp.Diff(f.Crosswalk, again.Crosswalk, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, %s: the crosswalk %s", name, kind, diff)
			}
			if problems := again.Check(nil); f.Crosswalk == nil && len(problems) > 0 {
				t.Errorf("%s, %s: %v", name, kind, problems)
			}
			if problems := again.Check(library()); f.Crosswalk != nil && len(problems) > 0 {
				t.Errorf("%s, %s: %v", name, kind, problems)
			}
		}
	}
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func reread(t fataler, kind string, f readiness.FrameworkFile, write func(readiness.FrameworkFile) ([]byte, error)) readiness.FrameworkFile {
	t.Helper()
	body, err := write(f)
	if err != nil {
		t.Fatal(err)
	}
	again, err := frameworks.Read(kind, body)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestAnyTextComesBack: whatever people write into a framework, both kinds of file keep it.
func TestAnyTextComesBack(t *testing.T) {
	t.Parallel()
	text := rapid.StringMatching(`[a-zA-Z0-9£é“”‘’:;#&*!|>@%'"{}\[\],.?=+-]([a-zA-Z0-9£é“”‘’:;#&*!|>@%'"{}\[\],.?=+ \n-]{0,40}[a-zA-Z0-9.?:'"])?`)
	rapid.Check(t, func(t *rapid.T) {
		f := own()
		f.Framework.Areas = []readiness.JudgementArea{{Code: "A", Name: text.Draw(t, "name"), Criteria: []readiness.Criterion{{Code: "A1", Text: text.Draw(t, "text"), Unconfirmed: rapid.Bool().Draw(t, "unconfirmed")}}}}
		for kind, write := range map[string]func(readiness.FrameworkFile) ([]byte, error){"a.yaml": files.YAML, "a.xlsx": files.Workbook} {
			if diff := cmp.Diff(f.Framework.Areas, reread(t, kind, f, write).Framework.Areas, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("%s: %s", kind, diff)
			}
		}
	})
}

// broken is the YAML of a small framework with one thing put in the place of another.
func broken(from, to string) []byte {
	const whole = `code: anyshire-2027
name: Anyshire 2027
from: 2027-04-01
grades:
  - {code: good, name: Good, means: It helps.}
  - {code: poor, name: Poor, means: It does not.}
questions:
  - {code: know, text: What do you know}
areas:
  - code: HELP
    name: Help
    criteria:
      - {code: HP01, text: Early help is early., tags: [outcome_1]}
      - {code: HP02, text: Thresholds are known.}
tags:
  - {code: outcome_1, text: Families stay together}
key_lines:
  - {year: 2027, text: Sufficiency}
`
	return []byte(strings.Replace(whole, from, to, 1))
}

// TestProblemsNameTheirLine breaks a framework in every way and wants the line and the sentence.
func TestProblemsNameTheirLine(t *testing.T) {
	t.Parallel()
	if f, err := frameworks.Read("a.yaml", broken("", "")); err != nil || len(f.Check(library())) > 0 {
		t.Fatalf("the whole one: %v %v", err, f.Check(library()))
	}
	for _, c := range []struct {
		from, to string
		line     int
		says     string
	}{
		{"code: anyshire-2027", "code: Anyshire 2027", 1, "The code “Anyshire 2027” cannot be."},
		{"code: anyshire-2027", "code: import", 1, "cannot be"},
		{"code: anyshire-2027", "code: ilacs-2026", 1, "is in the library already"},
		{"name: Anyshire 2027", "name:", 2, "The framework’s name is missing."},
		{"from: 2027-04-01", "from: in April", 3, "“in April” is not a date."},
		{"from: 2027-04-01", "from: 2027-04-01\nuntil: 2026-03-31", 4, "last day is before its first"},
		{"from: 2027-04-01\n", "", 0, "first day on which the framework holds is missing"},
		{"  - {code: poor, name: Poor, means: It does not.}\n", "", 5, "a scale of 2 to 10 grades"},
		{"name: Poor", "name:", 6, "The name of poor is missing."},
		{"means: It does not.", "", 6, "What poor means is missing."},
		{"code: poor", "code: good", 6, "The code good is there twice: grade 1 has it already."},
		{"name: Poor", "name: Good", 6, "Two grades are called Good."},
		{"questions:\n  - {code: know, text: What do you know}", "questions:", 7, "1 to 10 questions"},
		{"    name: Help\n", "", 10, "The name of HELP is missing."},
		{"code: HP02", "code: HP01", 14, "The code HP01 is there twice: criterion 1 of HELP has it already."},
		{"code: HP02, ", "", 14, "Criterion 2 of HELP has no code."},
		{"text: Thresholds are known.", "text: ''", 14, "The text of HP02 is missing."},
		{"Thresholds are known.", strings.Repeat("x", 501), 14, "The text of HP02 is longer than 500 characters."},
		{"tags: [outcome_1]", "tags: [outcome_9]", 13, "The tag “outcome_9” of HP01 is not among the framework’s tags."},
		{"tags: [outcome_1]", "tags: outcome_1", 13, "A list was expected under “tags”."},
		{"tags: [outcome_1]", "tag: [outcome_1]", 13, "There is nothing called “tag” under “criteria”. It can hold code, text, tags, unconfirmed."},
		{"year: 2027", "year: this year", 18, "“this year” is not a whole number."},
		{"year: 2027", "year: 27", 18, "must be between 2000 and 2099"},
		{"key_lines:", "crosswalk: {from: ilacs-1999}\nkey_lines:", 17, "leads from ilacs-1999, which is no framework in the library"},
		{"key_lines:", "crosswalk:\n  from: ilacs-2026\n  rows:\n    - {from: HP01, to: HP77, kind: same}\nkey_lines:", 20, "leads to HP77, which is no criterion of anyshire-2027"},
		{"key_lines:", "crosswalk:\n  from: ilacs-2026\n  rows:\n    - {from: HP01, to: HP01, kind: same}\nkey_lines:", 20, "says that HP01 is the same, but its text is another one"},
		{"key_lines:", "crosswalk:\n  from: ilacs-2026\n  rows:\n    - {from: HP01, to: HP01, kind: kept}\nkey_lines:", 20, "Write same, changed, new or gone."},
		{"key_lines:", "crosswalk:\n  from: ilacs-2026\n  rows:\n    - {from: HP01, to: HP01, kind: changed}\nkey_lines:", 18, "does not say what became of HP02 of ilacs-2026"},
	} {
		f, err := frameworks.Read("a.yaml", broken(c.from, c.to))
		if err != nil {
			t.Errorf("%q: %v", c.to, err)
			continue
		}
		problems := fmt.Sprint(f.Check(library()))
		if !strings.Contains(problems, c.says) || !strings.Contains(problems, fmt.Sprintf("{ %d ", c.line)) {
			t.Errorf("%q gives %s, want line %d: %s", c.to, problems, c.line, c.says)
		}
	}
}

func TestFilesThatAreRefusedWhole(t *testing.T) {
	t.Parallel()
	var plan bytes.Buffer
	if err := sheet.WriteXLSX(&plan, sheet.Sheet{Name: "Plan", Header: []string{"Action"}}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file string
		body []byte
		says string
	}{
		"empty":           {"a.yaml", []byte(" \n"), "The file is empty."},
		"comments":        {"a.yaml", []byte("# nothing\n"), "The file is empty."},
		"no YAML":         {"a.yaml", []byte("code: [a"), "cannot be read as YAML: line 1"},
		"no text":         {"a.yaml", []byte("code: \xff\xfe"), "no text in UTF-8"},
		"aliases":         {"a.yaml", []byte("a: &a [x]\nb: *a\n"), "anchors or aliases"},
		"deep":            {"a.yaml", []byte(strings.Repeat("[", 500) + strings.Repeat("]", 500)), "nested deeper"},
		"wide":            {"a.yaml", []byte("areas: [" + strings.Repeat("a,", 30_000) + "]"), "far more than such a file"},
		"two":             {"a.yaml", []byte("code: a\n---\ncode: b\n"), "more than one document"},
		"large text":      {"a.yaml", bytes.Repeat([]byte("a"), 2<<20+1), "larger than 2 MB"},
		"csv":             {"a.CSV", []byte("Code,Text\n"), "A csv file holds one table"},
		"damaged":         {"a.xlsx", []byte("PK\x03\x04rest"), "damaged"},
		"old workbook":    {"a.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ".xls format"},
		"another's sheet": {"a.xlsx", plan.Bytes(), "no sheet called “Criteria”"},
	} {
		_, err := frameworks.Read(c.file, c.body)
		refusal := readiness.AsRefusal(err)
		if refusal == nil || !strings.Contains(refusal.Message, c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// TestTheDocumentsExampleIsRead keeps docs/frameworks.md honest: its example has no word that no field has, and lacks only rows of its crosswalk.
func TestTheDocumentsExampleIsRead(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/frameworks.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(page), "```yaml\n")
	example, _, _ = strings.Cut(example, "```")
	f, err := frameworks.Read("example.yaml", []byte(example))
	if err != nil || len(f.Unread) > 0 || f.Framework.CriteriaCount() != 1 {
		t.Fatalf("%v %v %+v", err, f.Unread, f.Framework)
	}
	for _, p := range f.Check(library()) {
		if !strings.Contains(p.Message, "crosswalk") {
			t.Error(p)
		}
	}
}
