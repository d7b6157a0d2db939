package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// partnerBook is one question, q-1, that remembers what was asked of it. Its link is "secret".
type partnerBook struct {
	request  readiness.PartnerRequest
	asked    *readiness.AskPartner
	judged   *readiness.JudgePartner
	weighed  *readiness.WeighPartner
	withdrew string
	answered []readiness.AnswerPartner
	over     error
	refuse   error
}

func (b *partnerBook) AskPartner(_ context.Context, a readiness.AskPartner, _ readiness.Asked) (readiness.PartnerRequest, string, error) {
	b.asked = &a
	return b.request, "the-secret", b.refuse
}

func (b *partnerBook) PartnerLink(context.Context, string, readiness.Asked) (string, error) {
	return "another-secret", b.refuse
}

func (b *partnerBook) PartnerRequests(context.Context, readiness.Actor, readiness.PartnerQuery) ([]readiness.PartnerRequest, error) {
	return []readiness.PartnerRequest{b.request}, nil
}

func (b *partnerBook) PartnerRequest(_ context.Context, _ readiness.Actor, id string) (readiness.PartnerRequest, error) {
	if id != b.request.ID {
		return readiness.PartnerRequest{}, errNone
	}
	return b.request, nil
}

func (b *partnerBook) WithdrawPartner(_ context.Context, _ string, w readiness.WithdrawPartner, _ readiness.Asked) error {
	b.withdrew = w.Reason
	return b.refuse
}

func (b *partnerBook) WeighPartner(_ context.Context, _ string, w readiness.WeighPartner, _ readiness.Asked) error {
	b.weighed = &w
	return b.refuse
}

func (b *partnerBook) JudgePartner(_ context.Context, _ string, j readiness.JudgePartner, _ readiness.Asked) error {
	b.judged = &j
	return b.refuse
}

func (b *partnerBook) PartnerForm(_ context.Context, secret string) (readiness.PartnerForm, error) {
	if secret != "secret" {
		return readiness.PartnerForm{}, readiness.Errorf(readiness.NotFound, "This link does not work.")
	}
	f := b.request.Form()
	if len(b.answered) > 0 {
		f.Given, f.GivenAt = &b.answered[len(b.answered)-1], now
	}
	return f, b.over
}

func (b *partnerBook) AnswerPartner(_ context.Context, _ string, a readiness.AnswerPartner, _ string) error {
	if b.refuse == nil {
		b.answered = append(b.answered, a)
	}
	return b.refuse
}

func partnerVisitor(t *testing.T, as string) (*partnerBook, visitor) {
	t.Helper()
	b, s := &partnerBook{request: readiness.PartnerRequest{
		ID: "q-1", Partner: "police", Whom: "Anyshire Police", Criteria: []string{"HP11"}, Question: "What do you see at night?", Until: calendar.On(2027, 3, 26), AskerID: "manager", Asker: "Tom Reilly", Asked: calendar.On(2027, 3, 1),
	}}, newServer()
	s.Partners, s.Outside, s.Address = b, b, "https://sightline.example"
	return b, visit(t, s, as)
}

func (b *partnerBook) isAnswered() {
	b.request.Answer = &readiness.PartnerAnswer{Number: 2, NotWorking: "Nights.", Sure: "very", Name: "A. Officer", Organisation: "Anyshire Police", At: now, EvidenceID: "e-9", Bears: readiness.Unweighed}
}

func TestAskPartner(t *testing.T) {
	t.Parallel()
	b, v := partnerVisitor(t, "manager")
	_, page, _ := v.get("/partners/ask?criterion=HP11")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("criteria", "HP11"))
	form := url.Values{
		"command_id": {commandID}, "partner": {"police"}, "whom": {"Anyshire Police"}, "criteria": {"hp11, lm6"}, "question": {"What about the child born 3.4.2015?"},
		"until-day": {"26"}, "until-month": {"3"}, "until-year": {"2027"}, "looks_like": {"nothing"},
	}
	if status, page, _ := v.post("/partners/ask", form); status != http.StatusUnprocessableEntity || b.asked != nil || !strings.Contains(page, "a date of birth in the question") || !strings.Contains(page, `value="HP11, LM6"`) {
		t.Fatalf("a child in it: %d, %+v", status, b.asked)
	}
	form.Set("question", "What do you see?")
	status, page, _ := v.post("/partners/ask", form)
	if status != http.StatusOK || b.asked == nil || len(b.asked.Criteria) != 2 || b.asked.Criteria[1] != "LM6" || b.asked.LooksLike != nil {
		t.Fatalf("%d, %+v", status, b.asked)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#secret", htmlcheck.Says("https://sightline.example/partner/the-secret")), htmlcheck.In("main", htmlcheck.Says("Sightline writes to nobody outside the council.")))
	form.Del("partner")
	if status, page, _ := v.post("/partners/ask", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose who you ask.") {
		t.Errorf("nobody asked: %d", status)
	}
	if status, page, _ := v.post("/partners/q-1/link", url.Values{"command_id": {commandID}}); status != http.StatusOK || !strings.Contains(page, "/partner/another-secret") {
		t.Errorf("another link: %d", status)
	}
}

func TestTruthOrNoise(t *testing.T) {
	t.Parallel()
	b, v := partnerVisitor(t, string(readiness.AssistantDirector))
	if status, _, _ := v.get("/partners/q-1/judge"); status != http.StatusConflict {
		t.Errorf("nothing to judge: %d", status)
	}
	b.isAnswered()
	_, page, _ := v.get("/partners/q-1/judge")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("answer", "2"), htmlcheck.In("main", htmlcheck.Says("Nights.")))
	sent := url.Values{"command_id": {commandID}, "answer": {"2"}, "verdict": {"noise"}, "why": {"One night."}}
	if status, _, to := v.post("/partners/q-1/judge", sent); status != http.StatusSeeOther || to != "/partners/q-1" || b.judged == nil || *b.judged != (readiness.JudgePartner{Answer: 2, Verdict: "noise", Why: "One night."}) {
		t.Errorf("%d to %q, %+v", status, to, b.judged)
	}
	b.refuse = readiness.Errorf(readiness.Conflict, "The partner has corrected the answer since you read it.")
	if status, page, _ := v.post("/partners/q-1/judge", sent); status != http.StatusConflict || !strings.Contains(page, "has corrected the answer") || !strings.Contains(page, "One night.") {
		t.Errorf("corrected meanwhile: %d", status)
	}
	if status, page, _ := v.post("/partners/q-1/judge", url.Values{"command_id": {commandID}, "answer": {"2"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose whether it is truth or noise.") {
		t.Errorf("nothing said: %d", status)
	}
	b, v = partnerVisitor(t, "manager")
	b.isAnswered()
	if status, _, _ := v.get("/partners/q-1/judge"); status != http.StatusForbidden {
		t.Errorf("a manager judges: %d", status)
	}
	if status, _, _ := v.post("/partners/q-1/weigh", url.Values{"command_id": {commandID}, "answer": {"2"}, "bears": {"contradicts"}}); status != http.StatusSeeOther || b.weighed == nil || b.weighed.Bears != readiness.Contradicts {
		t.Errorf("weighed: %d, %+v", status, b.weighed)
	}
	if status, _, _ := v.post("/partners/q-1/withdraw", url.Values{"command_id": {commandID}, "reason": {"Asked twice."}}); status != http.StatusSeeOther || b.withdrew != "Asked twice." {
		t.Errorf("withdrawn: %d, %q", status, b.withdrew)
	}
}

// TestPartnerAnswers goes through the form as somebody without an account: refused, warned, checked, changed, sent, corrected.
func TestPartnerAnswers(t *testing.T) {
	t.Parallel()
	b, v := partnerVisitor(t, "")
	status, page, _ := v.get("/partner/secret")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#question", htmlcheck.Says("What do you see at night?")), htmlcheck.In("main", htmlcheck.Says("Tom Reilly asked you.")))
	if status != http.StatusOK {
		t.Fatalf("the form: %d", status)
	}
	form := url.Values{"command_id": {commandID}, "not_working": {"Nights, for NHS 943 476 5919."}, "sure": {"very"}, "name": {"A. Officer"}, "organisation": {"Anyshire Police"}, "looks_like": {"x"}}
	if status, page, _ := v.post("/partner/secret", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "an NHS number in what does not work") {
		t.Errorf("a child in it: %d", status)
	}
	form.Set("not_working", "Nights.")
	status, page, _ = v.post("/partner/secret", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Check your answers")), htmlcheck.Value("not_working", "Nights."), htmlcheck.Value("command_id", commandID))
	if status != http.StatusOK || len(b.answered) != 0 {
		t.Errorf("checked: %d, %+v", status, b.answered)
	}
	form.Set("then", "change")
	if status, page, _ := v.post("/partner/secret", form); status != http.StatusOK || !strings.Contains(page, "Nights.</textarea>") || len(b.answered) != 0 {
		t.Errorf("changed: %d", status)
	}
	form.Set("then", "send")
	if status, _, to := v.post("/partner/secret", form); status != http.StatusSeeOther || to != "/partner/secret" || len(b.answered) != 1 || b.answered[0].NotWorking != "Nights." || b.answered[0].LooksLike != nil {
		t.Fatalf("sent: %d to %q, %+v", status, to, b.answered)
	}
	_, page, _ = v.get("/partner/secret")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Thank you")), htmlcheck.Counts("a[href=/partner/secret?correct=yes]", 1))
	_, page, _ = v.get("/partner/secret?correct=yes")
	htmlcheck.Has(t, page, htmlcheck.Value("name", "A. Officer"), htmlcheck.Value("sure", "very"))
	form.Del("not_working")
	if status, page, _ := v.post("/partner/secret", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Say what you see working") || len(b.answered) != 1 {
		t.Errorf("says nothing: %d", status)
	}
}

func TestPartnerLinkThatEnded(t *testing.T) {
	t.Parallel()
	b, v := partnerVisitor(t, "")
	if status, page, _ := v.get("/partner/guessed"); status != http.StatusNotFound || !strings.Contains(page, "This link does not work") {
		t.Errorf("guessed: %d", status)
	}
	form := url.Values{"command_id": {commandID}, "working": {"Days."}, "sure": {"very"}, "name": {"A"}, "organisation": {"B"}, "then": {"send"}}
	b.refuse = readiness.Errorf(readiness.Conflict, "This link worked until 2 March 2027.")
	if status, page, _ := v.post("/partner/secret", form); status != http.StatusGone || !strings.Contains(page, "This link worked until 2 March 2027.") {
		t.Errorf("ended while it was filled in: %d", status)
	}
	b.over = b.refuse
	if status, page, _ := v.get("/partner/secret"); status != http.StatusGone || !strings.Contains(page, "This is over") {
		t.Errorf("ended: %d", status)
	}
	b.over = nil
	for range 60 {
		v.get("/partner/secret")
	}
	if status, _, _ := v.get("/partner/secret"); status != http.StatusTooManyRequests {
		t.Errorf("opened too often: %d", status)
	}
}

func TestWhatPartnerPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.Lacks, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"partners/some":                  {in("tbody", says("waits for the area head of North to say: truth or noise"), says("waits for Anyshire Police until 26 March 2027"), says("waits for Tom Reilly to ask again"), counts("tr", 5))},
		"partners/empty":                 {in("main", says("No partner has been asked yet."), lacks("table"))},
		"partner/waiting":                {counts("a[href=/partners/q-1/withdraw]", 1), counts("form[action=/partners/q-1/link]", 1), lacks("#answer")},
		"partner/waiting, somebody else": {lacks("a[href=/partners/q-1/withdraw]"), lacks("form[action=/partners/q-1/link]")},
		"partner/answered, area head":    {counts("a[href=/partners/q-1/judge]", 1), in("#waits", says("truth or noise")), in("main", says("Not weighed yet"))},
		"partner/answered, asker":        {counts("a[href=/partners/q-1/weigh]", 1), lacks("a[href=/partners/q-1/judge]")},
		"partner/judged":                 {in("main", says("Truth: it speaks against that"), says("We looked at twelve weekends.")), lacks("#waits")},
		"partner/corrected since":        {in("main", says("corrected twice"), says("of an earlier version"), says("Noise: it is no evidence"), says("what looks like a date of birth"))},
		"partner/run out":                {counts("a[href=/partners/ask]", 1), lacks("a[href=/partners/q-2/withdraw]")},
		"partner/withdrawn":              {in("#withdrawn", says("Asked twice."))},
		"partner/judge":                  {in("main", says("at night or at a weekend, what happens next?"), says("At weekends nobody from health joins."))},
		"partner outside/sent":           {in("main", says("correct your answer"), says("26 March 2027"))},
	})
}
