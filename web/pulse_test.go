package web_test

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// pulses know one survey of one area, and count what is answered.
type pulses struct {
	over    bool
	opened  []readiness.OpenPulse
	answers []readiness.PulseAnswer
	refuse  error
}

func (p *pulses) pulse() readiness.Pulse {
	x := readiness.Pulse{
		ID: "u-1", From: calendar.DateOf(now), Until: calendar.DateOf(now).AddDays(13), Least: 8, Questions: readiness.DefaultPulseRules().Questions,
		Areas: []readiness.PulseArea{{ID: "north", Name: "North"}}, By: "Iris Lowe",
	}
	if p.over {
		x.Closed = x.From
	}
	return x
}

func (p *pulses) Pulses(context.Context, readiness.Actor) ([]readiness.Pulse, error) {
	return []readiness.Pulse{p.pulse()}, nil
}

func (p *pulses) PulseResults(_ context.Context, _ readiness.Actor, id string) ([]readiness.PulseResult, error) {
	if id != "u-1" {
		return nil, errNone
	}
	if !p.over {
		return []readiness.PulseResult{p.pulse().Progress(nil)}, nil
	}
	return []readiness.PulseResult{p.pulse().Result(nil, nil)}, nil
}

func (p *pulses) OpenPulse(_ context.Context, o readiness.OpenPulse, _ readiness.Asked) (readiness.Pulse, error) {
	if err := o.Check(); err != nil {
		return readiness.Pulse{}, err
	}
	p.opened = append(p.opened, o)
	return p.pulse(), p.refuse
}

func (p *pulses) ClosePulse(context.Context, string, readiness.ClosePulse, readiness.Asked) error {
	return p.refuse
}

func (p *pulses) PulseLinks(context.Context, readiness.Actor, string) ([]readiness.PulseLink, error) {
	return []readiness.PulseLink{{AreaID: "north", Area: "North", Secret: "k7m29xqp4tzab"}}, nil
}

func (p *pulses) PulseRules(context.Context) (readiness.PulseRules, error) {
	return readiness.DefaultPulseRules(), nil
}

func (p *pulses) SetPulseRules(_ context.Context, f readiness.PulseRuleForm, _ readiness.Asked) (readiness.PulseRules, error) {
	return readiness.DefaultPulseRules().With(f)
}

func (p *pulses) PulseSigns(context.Context, readiness.Actor) (readiness.PulseSigns, error) {
	return readiness.PulseSigns{On: calendar.DateOf(now)}, nil
}

func (p *pulses) RecordGap(_ context.Context, g readiness.RecordGap, _ readiness.Asked) error {
	return g.Check(calendar.DateOf(now))
}

func (p *pulses) AskedPulse(_ context.Context, secret string) (readiness.PulseAsked, error) {
	if secret != "k7m29xqp4tzab" {
		return readiness.PulseAsked{}, errNone
	}
	return readiness.PulseAsked{Pulse: p.pulse(), Area: "North"}, nil
}

func (p *pulses) AnswerPulse(_ context.Context, _ string, a readiness.PulseAnswer) error {
	if err := a.Check(p.pulse()); err != nil {
		return err
	}
	p.answers = append(p.answers, a)
	return nil
}

func newPulseHouse(t *testing.T, role string) (*pulses, visitor) {
	t.Helper()
	p, s := &pulses{}, newServer()
	s.Pulses, s.PulseDoor = p, p
	return p, visit(t, s, role)
}

var wholeAnswer = url.Values{"command_id": {"slip-1"}, "known": {"0"}, "used": {"3"}, "time": {"1"}, "supervision": {"2"}, "words": {"  More time.\r\nPlease. "}}

// TestAnswerKnowsNobody: whoever answers gets no cookie and is shown no name, even where the browser has signed in.
func TestAnswerKnowsNobody(t *testing.T) {
	t.Parallel()
	p, v := newPulseHouse(t, "improvement_lead")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, v.site+"/answer/k7m29xqp4tzab", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := v.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || len(answer.Cookies()) != 0 || answer.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s with cookies %v", answer.Status, answer.Cookies())
	}
	_, page, _ := v.get("/answer/k7m29xqp4tzab")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.SaysNot("Signed in as"), htmlcheck.Says("practice in North"), htmlcheck.Says("unless 8 people"), htmlcheck.Counts("fieldset", 4))
	code, page, _ := v.post("/answer/k7m29xqp4tzab", wholeAnswer)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Thank you")), htmlcheck.SaysNot("Signed in as"))
	if code != http.StatusOK || len(p.answers) != 1 {
		t.Fatalf("%d, %+v", code, p.answers)
	}
	if a := p.answers[0]; a.Slip != "slip-1" || a.Chosen["used"] != 3 || a.Words != "More time.\nPlease." {
		t.Errorf("%+v", a)
	}
	if code, _, _ := v.get("/answer/something-else"); code != http.StatusNotFound {
		t.Errorf("an address of no survey answers %d", code)
	}
}

// TestAnswerIsWhole: what is missing or should not be there is said beside its field, and nothing is counted.
func TestAnswerIsWhole(t *testing.T) {
	t.Parallel()
	p, v := newPulseHouse(t, "")
	code, page, _ := v.post("/answer/k7m29xqp4tzab", url.Values{"command_id": {"slip-1"}, "known": {"0"}})
	htmlcheck.Has(t, page, htmlcheck.Counts(".govuk-error-summary a", 3), htmlcheck.Value("command_id", "slip-1"))
	if code != http.StatusUnprocessableEntity {
		t.Errorf("%d", code)
	}
	named := url.Values{}
	for name, values := range wholeAnswer {
		named[name] = values
	}
	named.Set("words", "The child, Amy Smith, was seen once.")
	code, page, _ = v.post("/answer/k7m29xqp4tzab", named)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("a child’s name")))
	if code != http.StatusUnprocessableEntity || len(p.answers) != 0 {
		t.Errorf("%d, %+v", code, p.answers)
	}
}

func TestPulseIsOpenedWithItsPosters(t *testing.T) {
	t.Parallel()
	p, v := newPulseHouse(t, "improvement_lead")
	code, page, _ := v.post("/pulse/open", url.Values{"scope": {"some"}})
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose at least one area.")))
	if code != http.StatusUnprocessableEntity {
		t.Errorf("%d", code)
	}
	code, _, to := v.post("/pulse/open", url.Values{"scope": {"some"}, "areas": {"north"}})
	if code != http.StatusSeeOther || to != "/pulse/u-1/posters" || len(p.opened) != 1 || !slices.Equal(p.opened[0].Areas, []string{"north"}) {
		t.Errorf("%d to %s, %+v", code, to, p.opened)
	}
	_, page, _ = v.get("/pulse/open")
	htmlcheck.Has(t, page, htmlcheck.In("#running", htmlcheck.Says("Another can open when it is over")))
	_, page, _ = v.get("/pulse/u-1/posters")
	htmlcheck.Has(t, page, htmlcheck.Counts("a[href=/answer/k7m29xqp4tzab]", 1))
	p.over = true
	if code, _, _ := v.get("/pulse/u-1/posters"); code != http.StatusConflict {
		t.Errorf("links that lead nowhere are printed: %d", code)
	}
}

// TestPosterHasACode: the picture on a poster is a QR code with the white edge that readers need: its first square is the corner of a finder pattern.
func TestPosterHasACode(t *testing.T) {
	t.Parallel()
	posters, err := web.PostersPage{Pulse: (&pulses{}).pulse(), Links: []readiness.PulseLink{{Area: "North", Secret: "k7m29xqp4tzab"}}, Address: "https://sightline.anyshire.example"}.Posters()
	if err != nil {
		t.Fatal(err)
	}
	svg, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(string(posters[0].Code), "data:image/svg+xml;base64,"))
	if err != nil {
		t.Fatal(err)
	}
	if first := `d="M4 4h1v1h-1zM5 4h1v1h-1z`; !strings.Contains(string(svg), first) || strings.Contains(string(svg), "M3 ") || xml.Unmarshal(svg, new(struct{})) != nil {
		t.Errorf("%.300s", svg)
	}
	long := web.PostersPage{Links: []readiness.PulseLink{{Secret: strings.Repeat("x", 3000)}}}
	if _, err := long.Posters(); err == nil {
		t.Error("an address that no code can hold has one")
	}
}

func TestPulseFormsKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	_, v := newPulseHouse(t, "improvement_lead")
	for path, form := range map[string]url.Values{
		"/pulse/rules":          {"known": {"Do you know it?"}, "used": {"Do you use it?"}, "time": {"Time?"}, "supervision": {"Supervision?"}, "quarterly": {"yes"}, "reason": {"Shorter."}},
		"/pulse/attainment-gap": {"points": {"many"}, "as_of": {"2026-08-31"}, "source": {"Do you know it?"}},
		"/pulse/u-1/close":      {"reason": {""}},
	} {
		code, page, _ := v.post(path, form)
		if code != http.StatusUnprocessableEntity || form.Get("reason") != "" && !strings.Contains(page, "Do you know it?") {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestWhatPulsesSay(t *testing.T) {
	t.Parallel()
	samplesSay(t, map[string][]htmlcheck.Check{
		"pulse/known and not used": {
			htmlcheck.In("main", htmlcheck.Says("The practice model is known but not used"), htmlcheck.Says("Who last saw the model used"), htmlcheck.Says("was 66%"), htmlcheck.Says("LM06")),
			htmlcheck.Counts("img", 1),
		},
		"pulse/one area hidden":   {htmlcheck.In("main", htmlcheck.Says("Not shown"), htmlcheck.SaysNot("In their own words"), htmlcheck.Says("fewer than 8 answers"))},
		"pulse/too few":           {htmlcheck.In("main", htmlcheck.Says("nothing that they said is shown"))},
		"pulse/takes answers":     {htmlcheck.In("#progress", htmlcheck.Says("Have enough answered?")), htmlcheck.In("main", htmlcheck.Says("8 or more"), htmlcheck.SaysNot("%"))},
		"pulses/over, member":     {htmlcheck.In("main", htmlcheck.SaysNot("Open a survey"), htmlcheck.SaysNot("Enter the attainment gap"))},
		"pulses/one runs":         {htmlcheck.In("main", htmlcheck.Says("28.7 points"), htmlcheck.Counts("a[href=/pulse/u-3/posters]", 1))},
		"pulse answer/first":      {htmlcheck.In("main", htmlcheck.Says("Nothing stops you from answering again"))},
		"pulse posters/two areas": {htmlcheck.Counts(".app-poster", 2), htmlcheck.In("main", htmlcheck.Says("sightline.anyshire.example/answer/k7m29xqp4tzab"))},
	})
}
