package readiness_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var partnerDay = calendar.On(2027, 3, 3)

// partnerAsked is a question of Monday 1 March about the area north, answered so many times, the last on Tuesday 2 March.
func partnerAsked(answers int) readiness.PartnerRequest {
	r := readiness.PartnerRequest{
		ID: "q-1", Partner: "police", Whom: "Anyshire Police", AreaID: "north", Criteria: []string{"HP11"}, Question: "What do you see?", Until: calendar.On(2027, 3, 26),
		AskerID: "asker", Asked: calendar.On(2027, 3, 1),
	}
	if answers > 0 {
		r.Answer = &readiness.PartnerAnswer{Number: answers, Working: "Calls.", Sure: "very", Name: "A. Officer", Organisation: "Anyshire Police", At: time.Date(2027, 3, 2, 10, 0, 0, 0, time.UTC), EvidenceID: "e-1", Bears: readiness.Unweighed}
	}
	return r
}

func TestAskPartnerHasAnEnd(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		until calendar.Date
		codes []string
		field string
	}{
		"tomorrow": {partnerDay.AddDays(1), []string{"HP11"}, ""}, "in 90 days": {partnerDay.AddDays(90), []string{"HP11", "LM6"}, ""},
		"today": {partnerDay, []string{"HP11"}, "until"}, "in 91 days": {partnerDay.AddDays(91), []string{"HP11"}, "until"}, "no code": {partnerDay.AddDays(9), []string{"?"}, "criteria"},
	} {
		err := readiness.AsRefusal(readiness.AskPartner{Until: c.until, Criteria: c.codes}.Check(partnerDay))
		if (err == nil) != (c.field == "") || (err != nil && err.Fields[0].Field != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPartnerStates(t *testing.T) {
	t.Parallel()
	withdrawn, gone, judged, corrected, late := partnerAsked(0), partnerAsked(1), partnerAsked(1), partnerAsked(2), partnerAsked(1)
	withdrawn.Withdrawn, gone.Answer.Gone, late.Withdrawn = partnerDay, true, partnerDay
	judged.Verdicts = []readiness.PartnerVerdict{{Answer: 1, Verdict: readiness.Noise}}
	corrected.Verdicts = judged.Verdicts
	runOut := partnerAsked(0)
	runOut.Until = partnerDay.AddDays(-1)
	lastDay := partnerAsked(0)
	lastDay.Until = partnerDay
	for name, c := range map[string]struct {
		r    readiness.PartnerRequest
		want readiness.PartnerState
		open bool
	}{
		"asked": {partnerAsked(0), readiness.PartnerWaiting, true}, "on the last day": {lastDay, readiness.PartnerWaiting, true}, "run out": {runOut, readiness.PartnerRunOut, false},
		"answered": {partnerAsked(1), readiness.PartnerAnswered, true}, "judged": {judged, readiness.PartnerJudged, true}, "corrected after it was judged": {corrected, readiness.PartnerAnswered, true},
		"withdrawn": {withdrawn, readiness.PartnerWithdrawn, false}, "withdrawn after the answer": {late, readiness.PartnerAnswered, false}, "its evidence is gone": {gone, readiness.PartnerWithdrawn, true},
	} {
		if got := c.r.State(partnerDay); got != c.want || (c.r.Open(partnerDay) == nil) != c.open || got.Title() == "" {
			t.Errorf("%s: %s, open to the partner: %v", name, got, c.r.Open(partnerDay))
		}
	}
	all := []readiness.PartnerRequest{judged, runOut, lastDay, partnerAsked(0), partnerAsked(1)}
	slices.SortStableFunc(all, func(a, b readiness.PartnerRequest) int { return a.Before(b, partnerDay) })
	var order []string
	for _, r := range all {
		order = append(order, string(r.State(partnerDay)))
	}
	if got := strings.Join(order, " "); got != "answered waiting waiting judged run_out" || all[1].Until != partnerDay {
		t.Errorf("in the order %s", got)
	}
}

func TestAnswerPartner(t *testing.T) {
	t.Parallel()
	a := readiness.AnswerPartner{Working: "Calls are answered.", NotWorking: "Nights.", Sure: "fairly", Name: "A. Officer", Organisation: "Anyshire Police", LooksLike: []string{"a date of birth"}}
	if err := a.Check(0); err != nil {
		t.Error(err)
	}
	if err := readiness.AsRefusal(readiness.AnswerPartner{Example: "Once."}.Check(0)); err == nil || err.Fields[0].Field != "working" {
		t.Errorf("an answer that says nothing: %v", err)
	}
	if a.Check(19) != nil || !readiness.Conflict.Is(a.Check(20)) {
		t.Errorf("corrected too often: %v, %v", a.Check(19), a.Check(20))
	}
	e := partnerAsked(0).Evidence(a)
	e.ShowsOn = partnerDay
	want := "Asked: What do you see?\nWorking: Calls are answered.\nNot working: Nights.\nHow sure: Fairly sure: we see it now and then\nSaid by A. Officer, Anyshire Police"
	if e.Text != want || e.Title != "What Anyshire Police sees" || e.Bears != readiness.Unweighed || e.Kind != "partner" || e.Check(partnerDay) != nil || !slices.Equal(e.Looked, a.LooksLike) {
		t.Errorf("the evidence is %+v", e)
	}
	if f := partnerAsked(0).Form(); f.Given != nil || f.Until != "26 March 2027" {
		t.Errorf("the form begins as %+v", f)
	}
	if f := partnerAsked(1).Form(); f.Given == nil || f.Given.Working != "Calls." || f.GivenAt.IsZero() {
		t.Errorf("what was sent comes back as %+v", f.Given)
	}
}

func TestTruthOrNoise(t *testing.T) {
	t.Parallel()
	holds := func(role readiness.Role, area string) readiness.Actor {
		return readiness.Actor{PersonID: "p-" + string(role) + area, Holdings: []readiness.Holding{{Role: role, AreaID: area}}}
	}
	asker := readiness.Actor{PersonID: "asker", Holdings: []readiness.Holding{{Role: readiness.TeamManager, TeamID: "t-1"}}}
	deputy := readiness.Actor{PersonID: "deputy", Holdings: []readiness.Holding{{Role: readiness.TeamManager, TeamID: "t-1", ForID: "asker"}}}
	north, south, assistant, lead := holds(readiness.AreaHead, "north"), holds(readiness.AreaHead, "south"), holds(readiness.AssistantDirector, ""), holds(readiness.ImprovementLead, "")
	whole, gone, judged := partnerAsked(1), partnerAsked(1), partnerAsked(1)
	whole.AreaID, gone.Answer.Gone = "", true
	judged.Verdicts = []readiness.PartnerVerdict{{Answer: 1, Verdict: readiness.Supports}}
	ended := partnerAsked(0)
	ended.Until = partnerDay.AddDays(-1)
	for name, c := range map[string]struct {
		err  error
		code readiness.Code // "" when it is taken
	}{
		"the head of the area judges":             {partnerAsked(1).MayJudge(north), ""},
		"another head does not":                   {partnerAsked(1).MayJudge(south), readiness.Forbidden},
		"an assistant director judges":            {partnerAsked(1).MayJudge(assistant), ""},
		"the asker does not":                      {partnerAsked(1).MayJudge(asker), readiness.Forbidden},
		"a head does not judge the whole council": {whole.MayJudge(north), readiness.Forbidden},
		"an assistant director does":              {whole.MayJudge(assistant), ""},
		"nothing to judge":                        {partnerAsked(0).MayJudge(north), readiness.Conflict},
		"evidence that is gone":                   {gone.MayJudge(north), readiness.Conflict},
		"judged again":                            {judged.MayJudge(north), ""},
		"the asker weighs":                        {partnerAsked(1).MayWeigh(asker), ""},
		"the asker's deputy weighs":               {partnerAsked(1).MayWeigh(deputy), ""},
		"whoever runs the plan weighs":            {partnerAsked(1).MayWeigh(lead), ""},
		"a head does not weigh":                   {partnerAsked(1).MayWeigh(north), readiness.Forbidden},
		"what is judged is not weighed":           {judged.MayWeigh(asker), readiness.Conflict},
		"the asker withdraws":                     {partnerAsked(0).MayChange(asker, partnerDay), ""},
		"a head does not withdraw":                {partnerAsked(0).MayChange(north, partnerDay), readiness.Forbidden},
		"what has ended is not withdrawn":         {ended.MayChange(asker, partnerDay), readiness.Conflict},
		"an earlier version":                      {partnerAsked(2).Current(1), readiness.Conflict},
		"the version that was read":               {partnerAsked(2).Current(2), ""},
	} {
		if refusal := readiness.AsRefusal(c.err); (refusal == nil) != (c.code == "") || (refusal != nil && refusal.Code != c.code) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
}

// TestRemindOfPartner: the answer came on Tuesday 2 March, ten working days before Tuesday the 16th.
func TestRemindOfPartner(t *testing.T) {
	t.Parallel()
	whole, runOut := partnerAsked(1), partnerAsked(0)
	whole.AreaID = ""
	runOut.Until = calendar.On(2027, 3, 2)
	for name, c := range map[string]struct {
		r    readiness.PartnerRequest
		on   calendar.Date
		left bool
		want string
	}{
		"waits for the partner":  {partnerAsked(0), partnerDay, false, ""},
		"answered today":         {partnerAsked(1), calendar.On(2027, 3, 2), false, ""},
		"answered yesterday":     {partnerAsked(1), partnerDay, false, "area_head judge/1/0"},
		"nine working days on":   {partnerAsked(1), calendar.On(2027, 3, 15), false, "area_head judge/1/0"},
		"ten working days on":    {partnerAsked(1), calendar.On(2027, 3, 16), false, "area_head assistant_director judge/1/1"},
		"corrected":              {partnerAsked(2), partnerDay, false, "area_head judge/2/0"},
		"of the whole council":   {whole, partnerDay, false, "assistant_director judge/1/0"},
		"ran out":                {runOut, partnerDay, false, "asker run out/2027-03-02"},
		"ran out, and they left": {runOut, partnerDay, true, "improvement_lead run out/2027-03-02"},
	} {
		telling, tells := c.r.Remind(c.on, calendar.England(), c.left)
		got := ""
		if tells {
			got = strings.Join(append(append(slices.Clone(telling.People), rolesOf(telling)...), telling.Key), " ")
		}
		if got != c.want || (tells && !strings.HasSuffix(telling.Why, ".")) {
			t.Errorf("%s: %q, want %q (%s)", name, got, c.want, telling.Why)
		}
	}
}
