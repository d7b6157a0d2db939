package web_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// desk is one review of the north, with real rules behind it: what it is asked, it decides as a workflow would.
type desk struct {
	reviews
	commands
	state readiness.Review
	draft map[string]string
	asked []readiness.Asked
	away  error // what Commands answers instead, when set
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	terms := readiness.TermsFor(readiness.DefaultReviewRules(), readiness.DefaultLadder(), calendar.England(), calendar.On(2027, 2, 24))
	due := calendar.On(2027, 3, 24)
	r, _, err := readiness.OpenReview("r-1", readiness.Opening{CaseID: "c-1", AreaID: "north", TeamID: "north-2", Due: due, Days: 20}, "manager", terms, due.AddDays(-28).At(2, 0))
	if err != nil {
		t.Fatal(err)
	}
	return &desk{state: r}
}

func (d *desk) server() *web.Server {
	s := newServer()
	s.Reviews, s.Commands = views{d}, asks{d: d}
	return s
}

// views and asks are the two sides of a desk: both interfaces have a method Review.
type views struct{ *desk }

func (v views) Review(context.Context, readiness.Actor, string) (readiness.ReviewView, error) {
	row := readiness.ReviewRow{ReviewID: "r-1", CaseID: "c-1", ChildRef: "48213", Months: 26, Status: v.state.Status, Due: v.state.Run.Due}
	return readiness.ReviewView{ReviewRow: row, State: v.state}, nil
}

func (v views) Owners(context.Context, readiness.Actor, string) ([]readiness.Choice, error) {
	return []readiness.Choice{{Code: "head", Text: "Hanna Okafor, area head"}}, nil
}

func (v views) Home(ctx context.Context, a readiness.Actor) (readiness.HomeView, error) {
	return v.reviews.Home(ctx, a)
}

func (v views) Reviews(ctx context.Context, a readiness.Actor, q readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	return v.reviews.Reviews(ctx, a, q)
}

func (v views) Draft(context.Context, string, string) (readiness.Draft, error) {
	return readiness.Draft{Fields: v.draft}, nil
}

func (v views) SaveDraft(_ context.Context, _ string, fields map[string]string, _ readiness.Actor) error {
	v.draft = maps.Clone(fields)
	return nil
}

type asks struct {
	commands
	d *desk
}

func (a asks) Review(_ context.Context, _ string, c readiness.ReviewCommand, asked readiness.Asked) (readiness.Review, error) {
	a.d.asked = append(a.d.asked, asked)
	if a.d.away != nil {
		return readiness.Review{}, a.d.away
	}
	next, _, err := a.d.state.Do(c, asked, now)
	if err == nil {
		a.d.state = next
	}
	return next, err
}

func submission() url.Values {
	return url.Values{
		"command_id": {"0195a1b2-0000-7000-8000-000000000010"}, "if_seq": {"1"}, "reason": {"court"}, "why_open": {"The final hearing\r\nis in April."},
		"what_changed": {"She sees her father."}, "last_seen-day": {"27"}, "last_seen-month": {"feb"}, "last_seen-year": {"2027"}, "plan_ends": {"yes"},
		"outcome": {"continue"}, "new_outcomes": {"A plan for school."}, "next_date-day": {"1"}, "next_date-month": {"5"}, "next_date-year": {"2027"},
	}
}

func TestSubmitReachesTheRules(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.draft = map[string]string{"why_open": "old"}
	v := visit(t, d.server(), "manager")
	status, _, to := v.post("/reviews/r-1/submit", submission())
	if status != http.StatusSeeOther || to != "/reviews/r-1" {
		t.Fatalf("got %d to %q", status, to)
	}
	sub := d.state.Submission
	if sub == nil || sub.LastSeen != calendar.On(2027, 2, 27) || sub.NextDate != calendar.On(2027, 5, 1) || sub.WhyOpen != "The final hearing\nis in April." {
		t.Errorf("the rules were given %+v", sub)
	}
	if a := d.asked[0]; a.ID != "0195a1b2-0000-7000-8000-000000000010" || a.IfSeq != 1 || a.By.PersonID != "manager" {
		t.Errorf("asked as %+v", a)
	}
	if len(d.draft) != 0 {
		t.Errorf("the draft outlives its submission: %v", d.draft)
	}
	_, page, _ := v.get("/reviews/r-1")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-notification-banner", htmlcheck.Says("Submitted. It waits for the area head")), htmlcheck.In("main", htmlcheck.SaysNot("Save draft")))
	if _, again, _ := v.get("/reviews/r-1"); len(htmlcheck.Texts(t, again, ".govuk-notification-banner")) != 0 {
		t.Error("the sentence is said twice")
	}
}

// TestRefusalsKeepWhatWasTyped sends forms that come back: with their sentence beside the field, on top, and all that was typed.
func TestRefusalsKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, path string
		change     url.Values
		status     int
		field      string // id of the error message, "" for a sentence without a field
		says       string
	}{
		{"nothing chosen", "submit", url.Values{"outcome": {""}}, 422, "outcome-error", "outcome"},
		{"no such day", "submit", url.Values{"last_seen-day": {"31"}}, 422, "last_seen-date-error", "The day the child was last seen must be a real date."},
		{"half a date", "submit", url.Values{"last_seen-year": {""}}, 422, "last_seen-date-error", "must include a year"},
		{"seen in the future", "submit", url.Values{"last_seen-year": {"2028"}}, 422, "last_seen-date-error", "must be today or in the past"},
		{"too long", "submit", url.Values{"why_open": {long(4001)}}, 422, "why_open-error", "4,000"},
		{"too far ahead", "submit", url.Values{"next_date-year": {"2029"}}, 422, "next_date-date-error", "within 3 months"},
		{"somebody was faster", "submit", url.Values{"if_seq": {"7"}}, 409, "", "Somebody else changed this review"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			form := submission()
			maps.Copy(form, tt.change)
			status, page, _ := visit(t, d.server(), "manager").post("/reviews/r-1/"+tt.path, form)
			if status != tt.status {
				t.Fatalf("status %d, want %d", status, tt.status)
			}
			htmlcheck.Page(t, page)
			htmlcheck.Has(t, page,
				htmlcheck.In("title", htmlcheck.Says("Error: ")), htmlcheck.In(".govuk-error-summary", htmlcheck.Says(tt.says)),
				htmlcheck.Value("what_changed", "She sees her father."), htmlcheck.Value("new_outcomes", "A plan for school."),
				htmlcheck.Value("last_seen-month", "feb"), htmlcheck.Value("if_seq", "1,1"),
			)
			if tt.field != "" {
				htmlcheck.Has(t, page, htmlcheck.In("#"+tt.field, htmlcheck.Says(tt.says)))
			}
			if d.state.Submission != nil {
				t.Error("the review was submitted all the same")
			}
		})
	}
}

func long(n int) string {
	s := make([]byte, n)
	for i := range s {
		s[i] = 'a'
	}
	return string(s)
}

// TestUnconfirmed looks again with the same command id until the answer is there, and nothing happens twice.
func TestUnconfirmed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.away = readiness.Errorf(readiness.Unconfirmed, "Nobody has answered yet.")
	v := visit(t, d.server(), "manager")
	form := url.Values{"command_id": {"0195a1b2-0000-7000-8000-000000000011"}, "if_seq": {"1"}, "reason": {"Court."}, "until-day": {"31"}, "until-month": {"3"}, "until-year": {"2027"}}
	status, page, _ := v.post("/reviews/r-1/put-off", form)
	if status != http.StatusAccepted {
		t.Fatalf("status %d", status)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Not confirmed yet")), htmlcheck.In("main", htmlcheck.Says("It has not failed.")),
		htmlcheck.Value("command_id", form.Get("command_id")), htmlcheck.Value("if_seq", "1"), htmlcheck.Value("reason", "Court."), htmlcheck.Value("until-day", "31"))
	d.away = nil
	for range 2 {
		if status, _, to := v.post("/reviews/r-1/put-off", form); status != http.StatusSeeOther || to != "/reviews/r-1" {
			t.Fatalf("looking again: %d to %q", status, to)
		}
	}
	if d.state.PutOffs != 1 {
		t.Errorf("put off %d times", d.state.PutOffs)
	}
}

func TestErrorsWeDidNotExpect(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.away = errors.New("pg: secret detail")
	status, page, _ := visit(t, d.server(), "manager").post("/reviews/r-1/begin", url.Values{"command_id": {"x"}})
	if status != http.StatusInternalServerError {
		t.Errorf("status %d", status)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.SaysNot("secret"), htmlcheck.Says("we cannot say whether what you sent was kept"), htmlcheck.Says("give this number")))
}

func TestDraft(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := visit(t, d.server(), "manager")
	form := url.Values{"why_open": {"Half a sent"}, "last_seen-day": {"3"}, "command_id": {"x"}, "other": {"not ours"}}
	if status, _, _ := v.post("/reviews/r-1/draft?by=page", form); status != http.StatusNoContent {
		t.Errorf("the page's script got %d", status)
	}
	if want := map[string]string{"why_open": "Half a sent", "last_seen-day": "3"}; !maps.Equal(d.draft, want) {
		t.Errorf("kept %v, want %v", d.draft, want)
	}
	if status, _, to := v.post("/reviews/r-1/draft", form); status != http.StatusSeeOther || to != "/reviews/r-1" {
		t.Errorf("the button got %d to %q", status, to)
	}
	_, page, _ := v.get("/reviews/r-1")
	htmlcheck.Has(t, page, htmlcheck.Value("why_open", "Half a sent"), htmlcheck.Value("last_seen-day", "3"), htmlcheck.In("main", htmlcheck.Says("Draft saved.")))
}

// TestReviewOffersWhatTheRulesTake walks a review through its life and looks at what each person is offered.
func TestReviewOffersWhatTheRulesTake(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	s := d.server()
	site := visit(t, s, "manager")
	head := newVisitor(t, site.site, "head")
	says := func(v visitor, want, not string) {
		t.Helper()
		_, page, _ := v.get("/reviews/r-1")
		htmlcheck.Page(t, page)
		htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(want), htmlcheck.SaysNot(not)))
	}
	says(site, "Begin the review", "Read and sign")
	says(site, "Put it off", "Give it to someone else") // only an area head gives reviews away
	says(head, "Give it to someone else", "Read and sign")
	if status, _, _ := site.post("/reviews/r-1/submit", submission()); status != http.StatusSeeOther {
		t.Fatalf("submit: %d", status)
	}
	says(site, "The final hearing", "Read and sign") // who submitted never signs
	says(head, "Read and sign", "Save draft")
	if status, page, _ := site.get("/reviews/r-1/sign-off"); status != http.StatusForbidden {
		t.Errorf("a team manager at the signature: %d %s", status, page)
	}
	if status, page, _ := head.post("/reviews/r-1/sign-off", url.Values{"decision": {"send_back"}}); status != 422 {
		t.Errorf("sent back without a word: %d", status)
	} else {
		htmlcheck.Has(t, page, htmlcheck.In("#missing-error", htmlcheck.Says("what is missing")))
	}
	if status, _, _ := head.post("/reviews/r-1/sign-off", url.Values{"decision": {"send_back"}, "missing": {"Say what school thinks."}}); status != http.StatusSeeOther {
		t.Errorf("sent back: %d", status)
	}
	says(site, "Submit for sign-off", "Begin the review")
}

func TestDecideIsDecidedOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for d.state.Escalation == nil {
		at, _ := d.state.Deadline()
		next, _, err := d.state.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		d.state = next
	}
	v := visit(t, d.server(), "head")
	_, page, _ := v.get("/reviews/r-1/decide")
	htmlcheck.Page(t, page)
	form := url.Values{"command_id": {"0195a1b2-0000-7000-8000-000000000012"}, "decision": {"give"}, "owner_id": {""}, "note": {"typed under another answer"}}
	status, page, _ := v.post("/reviews/r-1/decide", form)
	if status != 422 {
		t.Fatalf("nobody chosen: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("#owner_id-error", htmlcheck.Says("who it goes to")), htmlcheck.Value("decision", "give"))
	form.Set("owner_id", "head")
	if status, _, to := v.post("/reviews/r-1/decide", form); status != http.StatusSeeOther || to != "/" {
		t.Fatalf("given: %d to %q", status, to)
	}
	form.Set("command_id", "0195a1b2-0000-7000-8000-000000000013")
	status, page, _ = v.post("/reviews/r-1/decide", form)
	if status != http.StatusConflict {
		t.Errorf("decided twice: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Hanna Okafor decided this on 3 March 2027 at 09:05: give it to someone else.")))
	if status, page, _ = v.get("/reviews/r-1/decide"); status != http.StatusConflict {
		t.Errorf("the page after the decision: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Hanna Okafor decided this")))
}
