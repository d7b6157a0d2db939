package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var policeSee = readiness.AnswerPartner{Working: "Calls are answered.", NotWorking: "Nights.", Sure: "very", Name: "A. Officer", Organisation: "Anyshire Police"}

// asks has the manager ask the police about HP11 in the area, until Friday of the week after.
func (p *programme) asks(change func(*readiness.AskPartner)) (readiness.PartnerRequest, string) {
	p.t.Helper()
	a := readiness.AskPartner{Partner: "police", Whom: "Anyshire Police", AreaID: p.area, Criteria: []string{"HP11"}, Question: "What do you see at night?", Until: monday.AddDays(11)}
	if change != nil {
		change(&a)
	}
	r, secret, err := p.AskPartner(p.t.Context(), a, p.asked(p.actor(p.manager)))
	p.must(err)
	return r, secret
}

func (p *programme) partner(id string) readiness.PartnerRequest {
	p.t.Helper()
	return must[readiness.PartnerRequest](p.t)(p.PartnerRequest(p.t.Context(), p.actor(p.lead), id))
}

// TestPartnerFeedback goes through the life of a question: asked, answered, corrected, weighed, judged to be noise, corrected again and judged anew.
func TestPartnerFeedback(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	ctx := t.Context()
	r, secret := p.asks(nil)
	form := must[readiness.PartnerForm](t)(p.PartnerForm(ctx, secret))
	if form.Question != r.Question || form.Area != "North" || form.Asker != "manager" || form.Given != nil || r.State(monday) != readiness.PartnerWaiting {
		t.Errorf("the link shows %+v of %+v", form, r)
	}
	for range 2 { // sent twice, kept once
		p.must(p.AnswerPartner(ctx, secret, policeSee, "form-1"))
	}
	r = p.partner(r.ID)
	if r.Answer == nil || r.Answer.Number != 1 || r.Answer.NotWorking != "Nights." || r.State(monday) != readiness.PartnerAnswered {
		t.Fatalf("after the answer %+v", r.Answer)
	}
	e := must[readiness.Evidence](t)(p.EvidenceItem(ctx, p.actor(p.head), r.Answer.EvidenceID))
	if e.Kind != "partner" || e.Bears != readiness.Unweighed || !slices.Equal(e.Criteria, []string{"HP11"}) || e.Partner != r.ID || e.By != readiness.Outsider.Name || !strings.Contains(e.Text, "Not working: Nights.") {
		t.Errorf("its evidence is %+v", e)
	}
	meter := func() readiness.EvidenceMeter {
		return readiness.MeterOf(must[map[string][]readiness.Evidence](t)(p.EvidenceOf(ctx, p.actor(p.head), []string{"HP11"}))["HP11"], monday, 12)
	}
	if m := meter(); m.Pieces != 0 || m.Unweighed != 1 {
		t.Errorf("unweighed it measures %+v", m)
	}
	p.must(p.WeighPartner(ctx, r.ID, readiness.WeighPartner{Answer: 1, Bears: readiness.Contradicts}, p.asked(p.actor(p.manager))))
	if m := meter(); m.Pieces != 1 || m.Against != 1 {
		t.Errorf("weighed it measures %+v", m)
	}
	judge := func(by string, number int, verdict string) error {
		return p.JudgePartner(ctx, r.ID, readiness.JudgePartner{Answer: number, Verdict: verdict, Why: "We looked at 20 nights."}, p.asked(p.actor(by)))
	}
	wantRefusal(t, judge(p.manager, 1, readiness.Noise), readiness.Forbidden, "")
	p.must(judge(p.head, 1, readiness.Noise))
	if m := meter(); m.Pieces != 0 || m.Noise != 1 || p.partner(r.ID).State(monday) != readiness.PartnerJudged {
		t.Errorf("noise measures %+v", m)
	}
	wantRefusal(t, p.WeighPartner(ctx, r.ID, readiness.WeighPartner{Answer: 1, Bears: readiness.Supports}, p.asked(p.actor(p.manager))), readiness.Conflict, "")

	corrected := policeSee
	corrected.NotWorking = "Nights at weekends."
	p.must(p.AnswerPartner(ctx, secret, corrected, "form-2"))
	if form := must[readiness.PartnerForm](t)(p.PartnerForm(ctx, secret)); form.Given == nil || form.Given.NotWorking != "Nights at weekends." {
		t.Errorf("the link shows %+v", form.Given)
	}
	r = p.partner(r.ID)
	if r.Answer.Number != 2 || r.State(monday) != readiness.PartnerAnswered || len(r.Verdicts) != 1 {
		t.Errorf("after the correction %+v", r)
	}
	first := must[readiness.Evidence](t)(p.EvidenceItem(ctx, p.actor(p.head), e.ID))
	if first.Replaced != r.Answer.EvidenceID || first.Bears != readiness.Noise {
		t.Errorf("the first version is %+v", first)
	}
	wantRefusal(t, judge(p.head, 1, readiness.Supports), readiness.Conflict, "")
	p.must(judge(p.assistant, 2, readiness.Supports))
	r = p.partner(r.ID)
	if len(r.Verdicts) != 2 || r.Verdicts[0].By != "assistant" || r.Verdicts[0].Verdict != readiness.Supports || r.Answer.Bears != readiness.Supports || r.State(monday) != readiness.PartnerJudged {
		t.Errorf("in the end %+v", r)
	}
	_, err := p.AttachEvidence(ctx, readiness.AttachEvidence{Kind: "audit", Bears: readiness.Supports, Title: "x", ShowsOn: monday, Replaces: r.Answer.EvidenceID}, p.asked(p.actor(p.head)))
	wantRefusal(t, err, readiness.Invalid, "replaces")
}

func TestPartnerLinkEnds(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	ctx := t.Context()
	answer := func(secret string) error { return p.AnswerPartner(ctx, secret, policeSee, secret[:20]) }
	look := func(secret string) error {
		_, err := p.PartnerForm(ctx, secret)
		return err
	}
	wantRefusal(t, look("guessed"), readiness.NotFound, "")
	r, first := p.asks(nil)
	second := must[string](t)(p.PartnerLink(ctx, r.ID, p.asked(p.actor(p.manager))))
	wantRefusal(t, answer(first), readiness.NotFound, "")
	p.must(look(second))
	wantRefusal(t, p.WithdrawPartner(ctx, r.ID, readiness.WithdrawPartner{Reason: "Asked twice."}, p.asked(p.actor(p.head))), readiness.Forbidden, "")
	p.must(p.WithdrawPartner(ctx, r.ID, readiness.WithdrawPartner{Reason: "Asked twice."}, p.asked(p.actor(p.manager))))
	wantRefusal(t, look(second), readiness.Conflict, "")
	wantRefusal(t, answer(second), readiness.Conflict, "")
	_, err := p.PartnerLink(ctx, r.ID, p.asked(p.actor(p.manager)))
	wantRefusal(t, err, readiness.Conflict, "")

	_, third := p.asks(nil)
	p.goTo(monday.AddDays(11))
	p.must(answer(third))
	p.goTo(monday.AddDays(12))
	wantRefusal(t, look(third), readiness.Conflict, "")
	wantRefusal(t, p.AnswerPartner(ctx, third, policeSee, "another"), readiness.Conflict, "")
	if kept := query[string](p.world, `select encode(hash, 'escape') || question || array_to_string(looked_like, '') from partner_requests`); strings.Contains(strings.Join(kept, ""), third) {
		t.Error("the secret itself is kept")
	}
}

func TestAskPartner(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	ctx := t.Context()
	a := readiness.AskPartner{Partner: "health", Whom: "Anyshire NHS Trust", Criteria: []string{"HP11", "LM6"}, Question: "What do you see?", Until: monday.AddDays(5)}
	asked := p.asked(p.actor(p.head))
	r, first, err := p.AskPartner(ctx, a, asked)
	p.must(err)
	again, second, err := p.AskPartner(ctx, a, asked) // nobody may have seen the first secret
	p.must(err)
	if again.ID != r.ID || first == second {
		t.Errorf("asked again it is %s, then %s", r.ID, again.ID)
	}
	_, err = p.PartnerForm(ctx, first)
	wantRefusal(t, err, readiness.NotFound, "")
	must[readiness.PartnerForm](t)(p.PartnerForm(ctx, second))
	a.AreaID = "0198a000-0000-7000-8000-00000000dead"
	_, _, err = p.AskPartner(ctx, a, p.asked(p.actor(p.head)))
	wantRefusal(t, err, readiness.Invalid, "area_id")
	a.AreaID, a.Until = "", monday
	_, _, err = p.AskPartner(ctx, a, p.asked(p.actor(p.head)))
	wantRefusal(t, err, readiness.Invalid, "until")
	_, _, err = p.AskPartner(ctx, a, p.asked(p.actor(p.member)))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = p.PartnerRequests(ctx, p.actor(p.member), readiness.PartnerQuery{})
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = p.PartnerRequest(ctx, p.actor(p.head), "none")
	wantRefusal(t, err, readiness.NotFound, "")
	for state, want := range map[string]int{"": 1, "waiting": 1, "answered": 0} {
		if got := must[[]readiness.PartnerRequest](t)(p.PartnerRequests(ctx, p.actor(p.head), readiness.PartnerQuery{State: state})); len(got) != want {
			t.Errorf("%d are %q", len(got), state)
		}
	}
}

func TestRemindPartners(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	answered, secret := p.asks(nil)
	silent, _ := p.asks(nil)
	whole, second := p.asks(func(a *readiness.AskPartner) { a.AreaID = "" })
	p.must(p.AnswerPartner(t.Context(), secret, policeSee, "form-1"))
	p.must(p.AnswerPartner(t.Context(), second, policeSee, "form-2"))
	told := func(day calendar.Date, r readiness.PartnerRequest, want ...string) {
		t.Helper()
		p.goTo(day)
		p.must(p.RemindPartners(t.Context(), day))
		p.must(p.RemindPartners(t.Context(), day)) // a second look on the same day tells nobody again
		got := query[string](p.world, `select p.name || ': ' || n.key from notices n join people p on p.id = n.person_id where n.subject = 'partner/' || $1 order by n.made_at, p.name`, r.ID)
		if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
	told(monday, answered)
	told(monday.AddDays(1), answered, "head: judge/1/0")
	told(monday.AddDays(1), whole, "assistant: judge/1/0")
	told(monday.AddDays(11), silent)
	told(monday.AddDays(12), silent, "manager: run out/"+silent.Until.String())
	told(monday.AddDays(14), answered, "head: judge/1/0", "assistant: judge/1/1", "head: judge/1/1")
	p.must(p.JudgePartner(t.Context(), answered.ID, readiness.JudgePartner{Answer: 1, Verdict: readiness.Noise, Why: "x"}, p.asked(p.actor(p.head))))
	told(monday.AddDays(40), answered, "head: judge/1/0", "assistant: judge/1/1", "head: judge/1/1")
	mail := must[readiness.Outgoing](t)(p.Digest(t.Context(), p.head, monday.AddDays(40)))
	if last := mail.Notices[len(mail.Notices)-1]; last.PartnerID != answered.ID || last.Kind != readiness.Reminder {
		t.Errorf("the head's morning mail says %+v", last)
	}
}
