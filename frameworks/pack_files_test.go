package frameworks_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const wholePack = `code: anyshire-young-carers-2027
focus: young_carers
name: Young carers
from: 2027-04-01
cohort: care_leavers
enquiries:
  - {code: YCE1, text: "Do we know who they are?"}
evidence:
  - {code: YCP1, text: The list}
checklist:
  - {code: YCK1, text: The list is complete, unconfirmed: true}
flags:
  - {code: no_contact, name: No contact for more than %d weeks, rule: no_contact_weeks, threshold: 8, why: It matters.}
sections:
  - code: voice
    name: Voice
    questions:
      - {code: YCA1, text: "Is it heard?"}
`

const wholeRunUp = `code: anyshire-monitoring-2027
kind: monitoring
name: Monitoring visit
from: 2027-04-01
days: 2
letter: 22
slots:
  - {code: lead, name: Lead, role: improvement_lead}
  - {code: focus_lead, name: Focus lead, role: assistant_director, per_focus: true}
steps:
  - {code: agree_scope, name: Agree the scope, anchor: visit, offset: -60, slot: focus_lead, per_focus: true, gate: signature, shows: A note, short: keep}
  - {code: close_log, name: Close the log, anchor: end, offset: 0, slot: lead, gate: requests, shows: Nothing is open, short: keep}
`

func brokenPiece(whole, from, to string) []byte {
	if !strings.Contains(whole, from) {
		panic("the whole one has no " + from)
	}
	return []byte(strings.Replace(whole, from, to, 1))
}

// TestProblemsOfPacksNameTheirLine breaks a pack and a run-up in every way and wants the line and the sentence.
func TestProblemsOfPacksNameTheirLine(t *testing.T) {
	t.Parallel()
	taken := []string{"care-leavers-2026", "monitoring-2026"}
	for _, whole := range []string{wholePack, wholeRunUp} {
		if f, err := (frameworks.Files{}).ReadPack("a.yaml", []byte(whole)); err != nil || len(f.Check(taken)) > 0 {
			t.Fatalf("the whole one: %v %v", err, f.Check(taken))
		}
	}
	for _, c := range []struct {
		whole, from, to string
		line            int
		says            string
	}{
		{wholePack, "code: anyshire-young-carers-2027", "code: import", 1, "cannot be"},
		{wholePack, "code: anyshire-young-carers-2027", "code: care-leavers-2026", 1, "The code care-leavers-2026 is in the library already."},
		{wholePack, "focus: young_carers", "focus: Young carers", 2, "The code “Young carers” cannot be."},
		{wholePack, "name: Young carers", "name:", 3, "The name of the focus area is missing."},
		{wholePack, "from: 2027-04-01", "from: in April", 4, "“in April” is not a date."},
		{wholePack, "cohort: care_leavers", "cohort: carers", 5, "Where its children come from cannot be “carers”. Write one of care_leavers, missing, exploitation, other."},
		{wholePack, "  - {code: YCE1, text: \"Do we know who they are?\"}\n", "", 6, "The list “Key lines of enquiry” needs 1 to 60 lines. There are none."},
		{wholePack, "text: The list is complete", "text: ''", 11, "The text of YCK1 is missing."},
		{wholePack, "rule: no_contact_weeks", "rule: no_contact", 13, "The rule of no_contact cannot be “no_contact”."},
		{wholePack, "threshold: 8", "threshold: 0", 13, "The threshold of no_contact must be between 1 and 52."},
		{wholePack, "threshold: 8", "threshold: eight", 13, "“eight” is not a whole number."},
		{wholePack, "more than %d weeks", "more than 8 weeks", 13, "must show the threshold"},
		{wholePack, "rule: no_contact_weeks", "rule: no_adviser", 13, "compares with no threshold"},
		{wholePack, "    questions:\n      - {code: YCA1, text: \"Is it heard?\"}\n", "", 15, "The list of questions of voice needs 1 to 60 lines."},
		{wholePack, "cohort: care_leavers", "cohort: care_leavers\nshort: keep", 6, "There is nothing called “short” in the file."},
		{wholeRunUp, "kind: monitoring", "kind: weekly", 2, "The kind of visit cannot be “weekly”."},
		{wholeRunUp, "days: 2", "days: 0", 5, "on site for 1 to 30 working days"},
		{wholeRunUp, "letter: 22", "letter: 400", 6, "1 to 120 working days after the last day"},
		{wholeRunUp, "role: improvement_lead", "role: elected_member", 8, "The role of lead cannot be “elected_member”."},
		{wholeRunUp, "code: focus_lead,", "code: lead,", 9, "The code lead is there twice: slot 1 has it already."},
		{wholeRunUp, "slot: focus_lead", "slot: lad", 11, "The slot “lad” of agree_scope is not among the run-up’s slots."},
		{wholeRunUp, "per_focus: true, gate", "gate", 11, "is somebody else in each focus area"},
		{wholeRunUp, "offset: -60", "offset: -600", 11, "must be between -250 and 250"},
		{wholeRunUp, "anchor: end, offset: 0", "anchor: end, offset: -1", 12, "must be between 0 and 250"},
		{wholeRunUp, "anchor: visit", "anchor: call", 11, "counts from the call, and a monitoring visit begins with none"},
		{wholeRunUp, "anchor: visit", "anchor: start", 11, "Write one of call, visit, end, letter."},
		{wholeRunUp, "gate: requests", "gate: tick", 12, "What close_log closes on cannot be “tick”."},
		{wholeRunUp, "short: keep}\n  - {code: close_log", "short: maybe}\n  - {code: close_log", 11, "What becomes of agree_scope at short notice cannot be “maybe”."},
		{wholeRunUp, "shows: A note", "shows: ''", 11, "What shows that agree_scope is done is missing."},
		{wholeRunUp, "shows: A note", "show: A note", 11, "There is nothing called “show” under “steps”."},
	} {
		f, err := (frameworks.Files{}).ReadPack("a.yaml", brokenPiece(c.whole, c.from, c.to))
		if err != nil {
			t.Errorf("%q: %v", c.to, err)
			continue
		}
		problems := fmt.Sprint(f.Check(taken))
		if !strings.Contains(problems, c.says) || !strings.Contains(problems, fmt.Sprintf("{ %d ", c.line)) {
			t.Errorf("%q gives %s, want line %d: %s", c.to, problems, c.line, c.says)
		}
	}
}

func TestPackFilesThatAreRefusedWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		body []byte
		says string
	}{
		"empty":    {"a.yaml", []byte(" \n"), "The file is empty."},
		"no YAML":  {"a.yaml", []byte("code: [a"), "cannot be read as YAML: line 1"},
		"large":    {"a.yaml", bytes.Repeat([]byte("a"), 2<<20+1), "larger than 2 MB"},
		"csv":      {"a.CSV", []byte("Code,Text\n"), "brought in as a YAML file"},
		"workbook": {"a.xlsx", []byte("PK\x03\x04rest"), "brought in as a YAML file"},
		"two":      {"a.yaml", []byte("code: a\n---\ncode: b\n"), "more than one document"},
	} {
		_, err := (frameworks.Files{}).ReadPack(c.file, c.body)
		refusal := readiness.AsRefusal(err)
		if refusal == nil || !strings.Contains(refusal.Message, c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// rereadPack writes what was read and reads it again.
func rereadPack(t *testing.T, f readiness.PackFile) {
	t.Helper()
	body, err := (frameworks.Files{}).PackYAML(f)
	if err != nil {
		t.Fatal(err)
	}
	again, err := (frameworks.Files{}).ReadPack("again.yaml", body)
	if err != nil || len(again.Unread) > 0 {
		t.Fatalf("%v %v\n%s", err, again.Unread, body)
	}
	for _, diff := range []string{
		cmp.Diff(f.Pack, again.Pack, cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()),
		cmp.Diff(f.RunUp, again.RunUp, cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()),
	} {
		if diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestShippedPacksComeBackFromTheirFiles(t *testing.T) {
	t.Parallel()
	for _, p := range frameworks.Packs() {
		rereadPack(t, readiness.PackFile{Pack: &p})
	}
	for _, r := range frameworks.RunUps() {
		rereadPack(t, readiness.PackFile{RunUp: &r})
	}
}

// FuzzReadPack: no file makes reading or checking fail, a refusal is a sentence, and what is whole comes back from a file of ours.
func FuzzReadPack(f *testing.F) {
	f.Add([]byte(wholePack))
	f.Add([]byte(wholeRunUp))
	f.Add(brokenPiece(wholeRunUp, "steps:", "steps: {a: b}\nsteps:"))
	f.Add([]byte("- ? - a\n"))
	f.Add([]byte("kind: []\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		read, err := (frameworks.Files{}).ReadPack("a.yaml", body)
		if err != nil {
			if readiness.AsRefusal(err) == nil {
				t.Fatal(err)
			}
			return
		}
		problems := read.Check(nil)
		for _, p := range problems {
			if p.Message == "" {
				t.Fatal("a problem without a word")
			}
		}
		if len(problems) == 0 {
			rereadPack(t, read)
		}
	})
}

// TestTheDocumentsPacksAreRead keeps docs/frameworks.md honest: what it shows of a pack and of a run-up has no word that no field has, and is whole.
func TestTheDocumentsPacksAreRead(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/frameworks.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range strings.Split(string(page), "```yaml\n")[2:] {
		example, _, _ := strings.Cut(part, "```")
		f, err := (frameworks.Files{}).ReadPack("example.yaml", []byte(example))
		if err != nil {
			t.Fatal(err)
		}
		if problems := f.Check(nil); len(problems) > 0 || (f.RunUp != nil) != (i == 1) {
			t.Errorf("example %d: %v", i, problems)
		}
	}
}
