package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestSigning: the chain signs what it was shown, the director with the password, and what changed meanwhile is not signed.
func TestSigning(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	a.agree(t)
	head, shown := a.on(t, "head"), a.cycle.Binds("HELP")
	_, page, _ := head.get("/self-assessments/as-1/sign/HELP")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("sha256", shown), htmlcheck.Lacks("input[name=password]"))
	status, page, _ := head.post("/self-assessments/as-1/sign/HELP", url.Values{"sha256": {shown}})
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Say that you have read it.")))
	if status != http.StatusUnprocessableEntity || a.signed.SHA256 != "" {
		t.Errorf("unread: %d", status)
	}
	a.grade(t, "poor")
	status, page, _ = head.post("/self-assessments/as-1/sign/HELP", url.Values{"sha256": {shown}, "read": {"yes"}})
	if status != http.StatusConflict || !strings.Contains(page, "What you were about to sign has changed since you opened the page. Read it again, then sign.") || a.signed.SHA256 != shown {
		t.Errorf("changed meanwhile: %d, %+v", status, a.signed)
	}
	htmlcheck.Has(t, page, htmlcheck.Value("sha256", a.cycle.Binds("HELP")))
	for _, s := range []struct{ who, part string }{{"head", "HELP"}, {"assistant_director", "assistant_director"}} {
		if status, _, to := a.on(t, s.who).post("/self-assessments/as-1/sign/"+s.part, url.Values{"sha256": {a.cycle.Binds(s.part)}, "read": {"yes"}}); status != http.StatusSeeOther || to != "/self-assessments/as-1" {
			t.Fatalf("%s: %d to %s", s.part, status, to)
		}
	}
	director, form := a.on(t, "dcs"), url.Values{"sha256": {a.cycle.Binds("dcs")}, "read": {"yes"}, "password": {"a guess"}}
	status, page, _ = director.post("/self-assessments/as-1/sign/dcs", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#password-error", htmlcheck.Says("This is not your password.")), htmlcheck.Value("read", "yes"), htmlcheck.Value("sha256", a.cycle.Binds("dcs")))
	if status != http.StatusUnprocessableEntity || strings.Contains(page, "a guess") || a.cycle.Signed("dcs") {
		t.Errorf("a wrong password: %d", status)
	}
	form.Set("password", goodPassword)
	if status, _, _ := director.post("/self-assessments/as-1/sign/dcs", form); status != http.StatusSeeOther || !a.cycle.Signed("dcs") {
		t.Errorf("the director: %d", status)
	}
	a.on(t, "lead_member").post("/self-assessments/as-1/sign/lead_member", url.Values{"sha256": {a.cycle.Binds("lead_member")}, "read": {"yes"}})
	if a.cycle.Status != readiness.AssessmentPublished {
		t.Errorf("it is %s", a.cycle.Status)
	}
}

// TestPeopleAreNamedOneByOne: what could not be done comes back with why, and the rest is done.
func TestPeopleAreNamedOneByOne(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	lead := a.on(t, "improvement_lead")
	status, page, _ := lead.post("/self-assessments/as-1/people", url.Values{"author-ap-1": {"quality_assurance"}, "author-ap-2": {"head"}})
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("HP11: This person is the challenger of the criterion already. Choose somebody independent."), htmlcheck.Counts("li", 1)),
		htmlcheck.Value("author-ap-1", "quality_assurance"))
	if status != http.StatusUnprocessableEntity || a.x.AuthorID != "manager" {
		t.Errorf("refused: %d, the author is %s", status, a.x.AuthorID)
	}
	if status, _, to := lead.post("/self-assessments/as-1/people", url.Values{"author-ap-1": {"area_head"}}); status != http.StatusSeeOther || to != "/self-assessments/as-1" || a.x.AuthorID != "area_head" {
		t.Errorf("named: %d to %s, %s", status, to, a.x.AuthorID)
	}
}

// TestPlanAsksForTheAreasOfAnotherFramework: choosing another framework plans nothing; it asks for the people of its judgement areas.
func TestPlanAsksForTheAreasOfAnotherFramework(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	lead := a.on(t, "improvement_lead")
	_, page, _ := lead.get("/self-assessments/new")
	htmlcheck.Page(t, page)
	form := url.Values{
		"command_id": {commandID}, "kind": {"annual"}, "name": {"2027 to 2028"}, "framework": {"ilacs-2023"}, "of": {"ilacs-2026"}, "starts-day": {"5"}, "starts-month": {"4"}, "starts-year": {"2027"},
		"leads": {"area_head", "area_head"}, "challengers": {"quality_assurance", ""}, "assistant_id": {"assistant_director"}, "director_id": {"dcs"}, "member_id": {"lead_member"},
	}
	status, page, _ := lead.post("/self-assessments/new", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("of", "ilacs-2023"), htmlcheck.Value("name", "2027 to 2028"), htmlcheck.Lacks(".govuk-error-summary"))
	if status != http.StatusOK || a.planned.Name != "" {
		t.Errorf("another framework: %d, planned %+v", status, a.planned)
	}
	form.Set("of", "ilacs-2023")
	form["leads"] = []string{"", ""}
	_, page, _ = lead.post("/self-assessments/new", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose a lead for each judgement area."), htmlcheck.Counts("li", 1)))
	form["leads"] = []string{"area_head", "area_head"}
	if status, _, to := lead.post("/self-assessments/new", form); status != http.StatusSeeOther || to != "/self-assessments/as-2" || a.planned.Framework != "ilacs-2023" {
		t.Errorf("whole: %d to %s, %+v", status, to, a.planned)
	}
}

func TestPeerIsLedToTheSelfAssessment(t *testing.T) {
	t.Parallel()
	if status, _, to := newAssessing(t).on(t, "peer").get("/"); status != http.StatusSeeOther || to != "/self-assessments" {
		t.Errorf("home: %d to %s", status, to)
	}
}

// TestStoryNamesJudgementAreas: events hold codes, and the page says names.
func TestStoryNamesJudgementAreas(t *testing.T) {
	t.Parallel()
	says, lacks := htmlcheck.Says, htmlcheck.SaysNot
	samplesSay(t, map[string][]htmlcheck.Check{
		"self-assessment/published":         {htmlcheck.In(".app-timeline", says("The lead of “Help and protection” signed it."), says("“The impact of leaders” was graded as a whole."), lacks("HELP"))},
		"self-assessment/signing, director": {htmlcheck.In(".app-timeline", says("The grade of “The impact of leaders” changed after it was signed."), lacks("LEAD"))},
	})
}

// TestGradesAreChosen: what is chosen and not typed is asked for so, and what was typed beside it stays.
func TestGradesAreChosen(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	a.agree(t)
	_, page, _ := a.on(t, "head").post("/self-assessments/as-1/areas/HELP/grade", url.Values{"why": {"Most of it."}})
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose a grade."), htmlcheck.Counts("li", 1)), htmlcheck.Value("why", "Most of it."))
	_, page, _ = a.on(t, "improvement_lead").post("/criteria/ap-1/assign", url.Values{"part": {"author"}, "note": {"Please."}})
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose who it goes to."), htmlcheck.Counts("li", 1)), htmlcheck.Value("note", "Please."))
	_, page, _ = a.on(t, "quality_assurance").post("/criteria/ap-1/challenge", url.Values{})
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose a grade."), htmlcheck.Says("Enter why you give this grade.")))
	_, page, _ = a.on(t, "improvement_lead").post("/self-assessments/as-1/mark", url.Values{})
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose what happened."), htmlcheck.Says("Enter the day on which it happened.")))
	_, page, _ = a.on(t, "improvement_lead").post("/self-assessments/rules", url.Values{"draft_days": {"many"}})
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#draft_days-error", htmlcheck.Says("must be a whole number")), htmlcheck.In("#sign_days-error", htmlcheck.Says("The working days from the agreed grades to the last signature must be between 1 and 250.")))
}
