package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// byCriterion is the evidence of criteria that remembers what was asked of it.
type byCriterion struct {
	evidence
	linked *readiness.LinkEvidence
	refuse error
	codes  []string
}

func (b *byCriterion) LinkEvidence(_ context.Context, _ string, l readiness.LinkEvidence, _ readiness.Asked) (readiness.Evidence, error) {
	b.linked = &l
	return readiness.Evidence{}, b.refuse
}

func (b *byCriterion) EvidenceOf(_ context.Context, _ readiness.Actor, codes []string) (map[string][]readiness.Evidence, error) {
	b.codes = codes
	return map[string][]readiness.Evidence{codes[0]: {{ID: "e-1", Kind: "data", Bears: readiness.Supports, Title: "Figures", ShowsOn: calendar.On(2027, 2, 1), Criteria: codes}}}, nil
}

func criterionVisitor(t *testing.T) (*evidenceShelf, *byCriterion, visitor) {
	t.Helper()
	kept, by, s := &evidenceShelf{}, &byCriterion{}, newServer()
	s.Evidence, s.Criteria, s.Plan = kept, by, planned{}
	return kept, by, visit(t, s, "manager")
}

func TestEvidenceOfCriterion(t *testing.T) {
	t.Parallel()
	_, by, v := criterionVisitor(t)
	status, page, _ := v.get("/evidence-by-criterion/hp11")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Evidence for HP11")), htmlcheck.In("#meter", htmlcheck.Says("1 of 6 kinds of evidence, in 1 piece.")),
		htmlcheck.In("#warnings", htmlcheck.Says("There are only figures."), htmlcheck.Counts("li", 3)), htmlcheck.Counts("a[href=/evidence/new?criterion=HP11]", 1))
	if status != http.StatusOK || !slices.Equal(by.codes, []string{"HP11"}) {
		t.Errorf("%d, asked for %q", status, by.codes)
	}
	if status, _, _ := v.get("/evidence-by-criterion/a%2Cb"); status != http.StatusNotFound {
		t.Errorf("two codes: %d", status)
	}
}

func TestAttachToCriteria(t *testing.T) {
	t.Parallel()
	kept, _, v := criterionVisitor(t)
	_, page, _ := v.get("/evidence/new?criterion=HP11")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("criteria", "HP11"), htmlcheck.In("main", htmlcheck.Says("What does it say about practice?")))
	form := attachForm("kind", "staff", "criteria", "hp11, lm6 HP11")
	if status, page, _ := v.attachAt("/evidence/new", form, "", nil); status != http.StatusSeeOther || kept.attached == nil || kept.attached.ActionID != "" || !slices.Equal(kept.attached.Criteria, []string{"HP11", "LM6"}) {
		t.Fatalf("%d, %+v: %s", status, kept.attached, page)
	}
	kept.attached = nil
	form.Set("criteria", " ")
	if status, page, _ := v.attachAt("/evidence/new", form, "", nil); status != http.StatusUnprocessableEntity || kept.attached != nil || !strings.Contains(page, "which step of a visit the evidence is about") {
		t.Errorf("belongs to nothing: %d, %+v", status, kept.attached)
	}
	form.Set("criteria", "HP11, no/code")
	if status, page, _ := v.attachAt("/evidence/new", form, "", nil); status != http.StatusUnprocessableEntity || !strings.Contains(page, "“NO/CODE” cannot be the code of a criterion.") || !strings.Contains(page, `value="HP11, NO/CODE"`) {
		t.Errorf("no code: %d %s", status, page)
	}
	_, page, _ = v.get("/evidence/new?replaces=e-1")
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Attach a new version")), htmlcheck.Lacks("input[name=criteria]"))
	form.Del("criteria")
	form.Set("replaces", "e-1")
	if status, _, _ := v.attachAt("/evidence/new", form, "", nil); status != http.StatusSeeOther || kept.attached == nil || kept.attached.Replaces != "e-1" {
		t.Errorf("a new version of what belongs to criteria: %d, %+v", status, kept.attached)
	}
}

func TestLinkToCriteria(t *testing.T) {
	t.Parallel()
	_, by, v := criterionVisitor(t)
	_, page, _ := v.get("/evidence/e-1/criteria")
	htmlcheck.Page(t, page)
	sent := url.Values{"command_id": {commandID}, "link": {"hp11 lm6"}, "unlink": {"CC3"}}
	status, _, to := v.post("/evidence/e-1/criteria", sent)
	if status != http.StatusSeeOther || to != "/evidence/e-1" || by.linked == nil || !slices.Equal(by.linked.Link, []string{"HP11", "LM6"}) || !slices.Equal(by.linked.Unlink, []string{"CC3"}) {
		t.Errorf("%d to %q, %+v", status, to, by.linked)
	}
	by.refuse = readiness.FieldErrorf("link", "Give the code of a criterion to which it does not belong yet.")
	if status, page, _ := v.post("/evidence/e-1/criteria", sent); status != http.StatusUnprocessableEntity || !strings.Contains(page, `value="HP11, LM6"`) || !strings.Contains(page, "does not belong yet") {
		t.Errorf("refused: %d", status)
	}
	if status, _, _ := v.get("/evidence/e-0/criteria"); status != http.StatusConflict {
		t.Errorf("of a piece that was replaced: %d", status)
	}
}

func TestWhatCriterionPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.Lacks
	samplesSay(t, map[string][]htmlcheck.Check{
		"criterion/all kinds": {
			in("#meter", says("6 of 6 kinds of evidence, in 7 pieces. 3 speak against. The oldest shows what was so on 1 December 2026"), says("1 answer of a partner was heard and judged to be noise.")),
			in("main", lacks("#warnings"), says("Complaints and documents")), in(".app-meter", says("1 piece, newest 21 January 2027")),
		},
		"criterion/only old figures": {in("#warnings", says("Everything rests on one piece of evidence."), says("There are only figures."), says("All of it is older than 12 months."), says("Look for what does not."))},
		"criterion/only heard":       {in("#meter", says("None of the 6 kinds of evidence.")), in("#warnings", says("1 answer of a partner waits to be weighed.")), in("tbody", says("Not weighed yet"))},
		"criterion/none":             {in("#warnings", says("There is no evidence in force.")), in("main", lacks("table"))},
		"criteria/some":              {in("tbody", says("6 of 6"), says("Missing: audit, practice observation, child or family voice, partner and staff voice"))},
		"criteria/empty":             {in("main", says("No evidence belongs to a criterion yet."), lacks("table"))},
		"evidence/bare":              {in("main", says("Criteria that it belongs to None."))},
		"link evidence/some":         {htmlcheck.Counts("input[name=unlink]", 2)}, "link evidence/none yet": {lacks("input[name=unlink]")},
	})
}
