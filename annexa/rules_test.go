package annexa_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/readiness"
)

// fired reads an upload and returns the ids of all rules that found something.
func fired(t *testing.T, b *annexatest.Book, files []annexa.File) map[string][]readiness.Finding {
	t.Helper()
	_, findings, err := annexa.Read(context.Background(), files, annexa.Options{TakenOn: b.TakenOn})
	if err != nil {
		t.Fatal(err)
	}
	by := map[string][]readiness.Finding{}
	for _, f := range findings {
		by[f.Rule] = append(by[f.Rule], f)
	}
	return by
}

// Every rule finds the fault made for it, and is silent on a faultless book. Both are tried on csv, which is quicker, unless the
// rule has something to tell about every csv of ours (its dates have the year first); then on a workbook.
func TestEveryRuleFiresAndIsQuiet(t *testing.T) {
	t.Parallel()
	clean := annexatest.New(annexatest.Spec{})
	asCSV, asXLSX := fired(t, clean, clean.CSV()), fired(t, clean, workbook(clean))
	for _, rule := range annexa.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			way, quiet := (*annexatest.Book).CSV, asCSV
			if len(quiet[rule.ID]) > 0 {
				way, quiet = workbook, asXLSX
			}
			if len(quiet[rule.ID]) > 0 {
				t.Errorf("fires on a faultless book: %+v", quiet[rule.ID][0])
			}
			broken := annexatest.New(annexatest.Spec{Faults: []string{rule.ID}})
			found := fired(t, broken, way(broken))[rule.ID]
			if len(found) == 0 {
				t.Fatal("the fault was not found")
			}
			for _, f := range found {
				checkFinding(t, rule, f)
			}
		})
	}
}

func workbook(b *annexatest.Book) []annexa.File {
	return []annexa.File{{Name: "annex-a.xlsx", Data: b.XLSX()}}
}

func checkFinding(t *testing.T, rule annexa.RuleInfo, f readiness.Finding) {
	t.Helper()
	if f.Severity != rule.Severity || f.Fix != rule.Fix || f.Fix == "" {
		t.Errorf("severity or fix differ from the rule's: %+v", f)
	}
	if !strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, "{") || f.Message[0] >= 'a' && f.Message[0] <= 'z' {
		t.Errorf("not a whole sentence: %q", f.Message)
	}
	if f.Column == "Date of Birth" && f.Found != "" {
		t.Errorf("shows a date of birth: %+v", f)
	}
}

func TestRulesAreDescribedOnce(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	faults := annexatest.FaultIDs()
	for _, r := range annexa.Rules() {
		if seen[r.ID] || r.Sentence == "" || r.Fix == "" || r.Scope == "" || strings.Contains(r.Sentence, "{") || !strings.HasSuffix(r.Sentence, ".") {
			t.Errorf("%+v", r)
		}
		if !slices.Contains(faults, r.ID) {
			t.Errorf("annexatest has no fault for %s", r.ID)
		}
		seen[r.ID] = true
	}
	for _, id := range faults {
		if !seen[id] {
			t.Errorf("annexatest has a fault for %s, which is no rule", id)
		}
	}
}
