package readiness_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestFindingOfALetter(t *testing.T) {
	t.Parallel()
	on, letter := calendar.On(2026, 4, 14), calendar.On(2026, 5, 18)
	x := readiness.Visit{Kind: "monitoring", Focus: []readiness.VisitFocus{{Code: "missing"}}}
	x.On, x.Letter = on, letter
	early, rehearsal, short := x, x, x
	early.Letter, rehearsal.Rehearsal, short.Kind = calendar.Date{}, true, "short"
	for name, c := range map[string]struct {
		x      readiness.Visit
		f      readiness.AddFinding
		source string
		says   string
	}{
		"of a monitoring visit":       {x: x, f: readiness.AddFinding{FoundOn: on, Source: "audit", Focus: []string{"missing"}}, source: "visit"},
		"of a short inspection":       {x: short, f: readiness.AddFinding{FoundOn: on}, source: "inspection"},
		"before the letter":           {x: early, f: readiness.AddFinding{FoundOn: on}, says: "has not been entered"},
		"of a rehearsal":              {x: rehearsal, f: readiness.AddFinding{FoundOn: on}, says: "rehearsal"},
		"from before the visit":       {x: x, f: readiness.AddFinding{FoundOn: on.AddDays(-1)}, says: "before the first day on site"},
		"about another focus area":    {x: x, f: readiness.AddFinding{FoundOn: on, Focus: []string{"missing", "care_leavers"}}, says: "focus areas of the visit"},
		"a day of receipt of its own": {x: x, f: readiness.AddFinding{FoundOn: on, ReceivedOn: letter.AddDays(9)}, source: "visit"},
	} {
		f, err := c.x.Names(c.f)
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || f.Source != c.source || f.ReceivedOn != letter {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

func TestWhatAFindingMayRepeat(t *testing.T) {
	t.Parallel()
	on := calendar.On(2026, 4, 14)
	is := func(id, source, theme string, days int, focus ...string) readiness.PracticeFinding {
		return readiness.PracticeFinding{ID: id, Source: source, Theme: theme, FoundOn: on.AddDays(days), Focus: focus}
	}
	own := is("of this letter", "visit", "Voice", -1, "missing")
	own.VisitID = "v-1"
	earlier := []readiness.PracticeFinding{
		is("old theme", "inspection", "voice ", -300), is("focus", "visit", "Plans", -90, "care_leavers", "missing"), is("audit", "audit", "Voice", -5, "missing"),
		is("other focus", "visit", "Plans", -90, "exploitation"), is("of no focus", "visit", "Plans", -90), is("same day", "visit", "Voice", 0), own,
	}
	f := readiness.AddFinding{VisitID: "v-1", Theme: "Voice", FoundOn: on, Focus: []string{"missing"}}
	ids := func(f readiness.AddFinding) (ids []string) {
		for _, c := range f.Candidates(earlier) {
			ids = append(ids, c.ID)
		}
		return ids
	}
	if got := ids(f); !slices.Equal(got, []string{"focus", "old theme"}) {
		t.Errorf("it may repeat %v", got)
	}
	none := f
	if none.VisitID = ""; len(ids(none)) != 0 {
		t.Errorf("a finding of no letter may repeat %v", ids(none))
	}
	for answer, want := range map[string]string{"focus": "focus", "none": "", "": "?", "audit": "?"} {
		f.Repeats = answer
		got, err := f.Repeated(f.Candidates(earlier))
		if want == "?" && err == nil || want != "?" && (err != nil || got != want) {
			t.Errorf("said %q: %q, %v", answer, got, err)
		}
		if got, err := f.Repeated(nil); got != "" || err != nil {
			t.Errorf("said %q where there is nothing to repeat: %q, %v", answer, got, err)
		}
	}
}

func TestWhereAFindingStands(t *testing.T) {
	t.Parallel()
	on := calendar.On(2026, 4, 14)
	row := func(s readiness.ActionStatus, days int) readiness.ActionRow {
		return readiness.ActionRow{Status: s, Verified: on.AddDays(days)}
	}
	for want, actions := range map[string][]readiness.ActionRow{
		"no action":                            nil,
		"no action: what there was is dropped": {row(readiness.ActionDropped, 0)},
		"open: 1 action in work":               {row(readiness.ActionLasted, 0), row(readiness.ActionClaimed, 0), row(readiness.ActionVerified, 0)},
		"shown done on 16 April 2026":          {row(readiness.ActionVerified, 2), row(readiness.ActionRetest, 1), row(readiness.ActionLasted, 9)},
		"shown done, and it lasted":            {row(readiness.ActionLasted, 0), row(readiness.ActionDropped, 0)},
	} {
		if got := (readiness.PracticeFinding{Actions: actions}).Stands(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestLetterThatNamesAFindingAlreadyClosed: what was shown done is open again, once, whoever asks it; what is in work, or has ended, stays as it is.
func TestLetterThatNamesAFindingAlreadyClosed(t *testing.T) {
	t.Parallel()
	n := readiness.NamedAgain{FindingID: "f-2", ReceivedOn: calendar.On(2026, 5, 18), Text: strings.Repeat("Plans stand still. ", 200)}
	for _, s := range readiness.ActionStatuses {
		a, now := actionIn(t, s)
		next, ev, err := a.Follow(readiness.ActionFollowup{ActionID: a.ID, Again: &n}, now)
		asked, askedEv, askedErr := a.Do(n.Command(), n.Asked(a.ID, lead), now)
		if reopens := s == readiness.ActionVerified || s == readiness.ActionRetest; !reopens {
			if err == nil || askedErr == nil {
				t.Errorf("%s: by night %v, by the lead %v", s, err, askedErr)
			}
			continue
		}
		if err != nil || askedErr != nil || next.Status != readiness.ActionInProgress || asked.Status != next.Status || next.Reopened != a.Reopened+1 || !slices.Contains(next.Details.Findings, "f-2") {
			t.Fatalf("%s: %s, %v, %v, answers %v", s, next.Status, err, askedErr, next.Details.Findings)
		}
		if ev.CommandID != askedEv.CommandID || ev.CommandID == "" || ev.Kind != "opened again" || !strings.HasPrefix(ev.Note, "The letter of 18 May 2026 names it again: Plans") || len([]rune(ev.Note)) > 2000 {
			t.Errorf("%s: %+v", s, ev)
		}
		if told := fmt.Sprint(ev.Tell); !strings.Contains(told, a.VerifierID) || !strings.Contains(told, "shown done is open again") {
			t.Errorf("%s tells %s", s, told)
		}
		if _, again, err := asked.Do(n.Command(), n.Asked(a.ID, lead), now); err != nil || again.Seq != 0 {
			t.Errorf("%s, asked twice: %+v, %v", s, again, err)
		}
		asked.Status = readiness.ActionVerified // checked anew since then
		if _, _, err := asked.Follow(readiness.ActionFollowup{ActionID: a.ID, Again: &n}, now); err == nil {
			t.Errorf("%s: the same finding opens it a second time", s)
		}
	}
}

// letterHouse is a register with one earlier finding and its actions; the run of one of them can be away.
type letterHouse struct {
	readiness.PlanRegister
	readiness.Commands
	added map[string]readiness.PracticeFinding // by command id
	away  bool
	asked []string
}

func (h *letterHouse) AddFinding(_ context.Context, f readiness.AddFinding, asked readiness.Asked) (readiness.PracticeFinding, error) {
	if _, known := h.added[asked.ID]; !known {
		h.added[asked.ID] = readiness.PracticeFinding{ID: "f-2", Repeats: f.Repeats, VisitID: f.VisitID, ReceivedOn: f.ReceivedOn, Text: f.Text}
	}
	return h.added[asked.ID], nil
}

func (h *letterHouse) PracticeFinding(_ context.Context, _ readiness.Actor, id string) (readiness.PracticeFinding, error) {
	f := readiness.PracticeFinding{ID: id}
	for i, s := range readiness.ActionStatuses {
		f.Actions = append(f.Actions, readiness.ActionRow{ActionID: fmt.Sprintf("a-%d-%s", i, s), Status: s})
	}
	return f, nil
}

func (h *letterHouse) Action(_ context.Context, id string, c readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	if h.away {
		return readiness.ImprovementAction{}, readiness.Errorf(readiness.Unconfirmed, "Nobody answered.")
	}
	h.asked = append(h.asked, c.Name()+" "+asked.ID)
	return readiness.ImprovementAction{}, readiness.Errorf(readiness.Conflict, "Somebody was quicker.")
}

func TestEnterFindingOfALetter(t *testing.T) {
	t.Parallel()
	h := &letterHouse{added: map[string]readiness.PracticeFinding{}, away: true}
	house := readiness.House{Actions: h, Commands: h}
	enter := func(f readiness.AddFinding) error {
		_, err := house.EnterFinding(t.Context(), f, readiness.Asked{ID: "c-1", By: lead})
		return err
	}
	repeat := readiness.AddFinding{VisitID: "v-1", Repeats: "f-1", Text: "Again."}
	if err := enter(repeat); !readiness.Unconfirmed.Is(err) || len(h.added) != 1 {
		t.Fatalf("the run is away: %v, %d findings", err, len(h.added))
	}
	h.away = false
	want := []string{"reopen-action named-again/f-2/a-4-verified", "reopen-action named-again/f-2/a-5-retest"}
	if err := enter(repeat); err != nil || len(h.added) != 1 || !slices.Equal(h.asked, want) {
		t.Errorf("asked again: %v, %d findings, asked %v", err, len(h.added), h.asked)
	}
	for _, f := range []readiness.AddFinding{{Repeats: "f-1"}, {VisitID: "v-1"}} {
		h.asked, h.added = nil, map[string]readiness.PracticeFinding{}
		if err := enter(f); err != nil || len(h.asked) != 0 {
			t.Errorf("%+v: %v, asked %v", f, err, h.asked)
		}
	}
}
