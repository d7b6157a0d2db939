package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatPointPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"points/improvement lead":          {in("main", says("61 points"), says("waits for the director of children's services"), says("5 working days late")), counts("a[href=/points.xlsx]", 1), counts("option[value=chief]", 1)},
		"points/member":                    {counts("option[value=mine]", 0), counts("option[value=chief]", 0)},
		"points/none fits":                 {in("main", says("No point fits."))},
		"points/empty":                     {in("main", says("No point waits."))},
		"point/owner":                      {counts("a[href=/points/x-1/answer]", 1), in("#waits", says("Tom Reilly is to answer it by 4 March 2027.")), in("#identity", says("for the chief executive")), counts("a[href=/findings/new?point=x-1]", 1)},
		"point/answered, lead":             {counts("a[href=/points/x-1/hear]", 1), in("#waits", says("The meeting is to hear the answer by")), in("main", says("Bring caseloads in North under 18"), says("Answered on 12 February 2027 by Tom Reilly."))},
		"point/answered, owner":            {counts("a[href=/points/x-1/hear]", 0), counts("a[href=/points/x-1/answer]", 0)},
		"point/not taken":                  {in("#not-taken", says("April is late")), in("#identity", says("not taken once")), in("#answer", says("The last answer"))},
		"point/heard":                      {in("#identity", says("Answer heard")), in("main", lacks("What happens next"))},
		"point/withdrawn":                  {in("main", says("It is the same point as the one about sickness cover."))},
		"point/reached the director":       {in("#waits", says("because nobody answered it")), counts("a[href=/points/x-1/decide]", 1)},
		"point/chief executive":            {counts("a.govuk-button[href=/points/x-1/answer]", 1), counts("a[href=/findings/new?point=x-1]", 0)},
		"point/member":                     {counts("a[href=/points/x-1/hear]", 0)},
		"point step/answer":                {counts("input[name=outcome]", 3), counts("input[name=actions]", 2), counts("a[target=_blank]", 1), in("main", says("Nobody can see every child."))},
		"point step/answer: another theme": {counts("details[open] input[value=a-2]", 1)},
		"point step/answer: empty plan":    {in("#actions", says("There is no improvement action yet")), counts("a[target=_blank]", 0)},
		"point step/hear":                  {in("main", says("You said"), says("Two workers join North in April."))},
		"point step/decide":                {counts("input[name=decision]", 4), in("main", says("Answer the point myself"), says("What has been tried"), says("If you do nothing, this reaches the chief executive (Charlotte Ekow)"))},
		"home/chief executive": {
			in("#decide", says("Agency staff"), counts("a[href=/points/x-1/decide]", 1)), in("#chief", says("For the chief executive (12)"), counts("li", 10), counts("a[href=/points?state=chief]", 1), says("With Tom Reilly.")),
			in("main", says("7 of 12 said done"), lacks("Long-open")), counts("#figures", 0),
		},
		"home/chief executive, nothing": {in("main", says("Nothing waits for you. What the staff forum raises"), lacks("case"))},
		"home/points":                   {in("#decide", says("Decide now (1)")), in("#answer", says("Points to answer (1)")), in("#hear", says("The meeting is to hear it by")), in("#hold", counts("a[href=/meeting-dates/m-1/held]", 1))},
		"action/names a point":          {in("main", says("What meetings were told that it will do"), counts("a[href=/points/x-2]", 1))},
	})
}

// TestYouSaidWeDid walks a point from its answer to the meeting that does not take it: nothing that was typed is lost on the way to an action.
func TestYouSaidWeDid(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	owner := f.on(t, "manager")
	form := url.Values{"command_id": {"c-1"}, "outcome": {"will_do"}, "we_did": {"Two workers join in April."}}
	status, page, _ := owner.post("/points/x-1/answer", form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose the improvement action that will do it.") {
		t.Errorf("without an action: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Counts("input[value=a-1]", 1), htmlcheck.Counts("details input[value=a-1]", 0), htmlcheck.Counts("details input[value=a-9]", 1), htmlcheck.Counts("#actions-error", 1))
	f.actions = append(f.actions, readiness.ActionRow{ActionID: "a-2", Title: "Ask for agency staff", Theme: "Workload", Due: f.point.Run.Due})
	again := url.Values{"command_id": {"c-1"}, "outcome": {"will_do"}, "we_did": {"Two workers join in April."}, "look_again": {"yes"}}
	status, page, _ = owner.post("/points/x-1/answer", again)
	htmlcheck.Has(t, page, htmlcheck.In("#we_did", htmlcheck.Says("Two workers join in April.")), htmlcheck.Value("outcome", "will_do"), htmlcheck.Value("command_id", "c-1"), htmlcheck.Counts("input[value=a-2]", 1), htmlcheck.Lacks(".govuk-error-summary"))
	if status != http.StatusOK || f.point.Status != readiness.PointOpen {
		t.Errorf("looked again: %d, %s", status, f.point.Status)
	}
	form["actions"] = []string{"a-2"}
	for range 2 { // the same command twice
		if status, _, to := owner.post("/points/x-1/answer", form); status != http.StatusSeeOther || to != "/points/x-1" {
			t.Fatalf("%d to %q", status, to)
		}
	}
	if f.point.Status != readiness.PointAnswered || !slices.Equal(f.point.Answer.Actions, []string{"a-2"}) || f.point.Seq != 2 {
		t.Fatalf("the point is %+v", f.point)
	}
	if status, page, _ := owner.post("/points/x-1/hear", url.Values{"accept": {"yes"}}); status != http.StatusForbidden || !strings.Contains(page, "Only whoever calls this meeting") {
		t.Errorf("the owner hears: %d", status)
	}
	head := f.on(t, "head")
	_, page, _ = head.post("/points/x-1/hear", url.Values{"accept": {"no"}})
	htmlcheck.Has(t, page, htmlcheck.Counts("#missing-error", 1))
	if status, _, _ := head.post("/points/x-1/hear", url.Values{"command_id": {"c-2"}, "accept": {"no"}, "missing": {"Until then?"}}); status != http.StatusSeeOther || f.point.NotHeard != 1 {
		t.Errorf("not taken: %d, %+v", status, f.point)
	}
	// What was ticked under an answer that was not taken is dropped.
	form = url.Values{"command_id": {"c-3"}, "outcome": {"wont_do"}, "we_did": {"There is no money."}, "actions": {"a-1"}}
	if owner.post("/points/x-1/answer", form); f.point.Answer.Outcome != "wont_do" || len(f.point.Answer.Actions) != 0 {
		t.Errorf("the answer is %+v", f.point.Answer)
	}
}

func TestPointsAreGivenWithdrawnAndDecided(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	chief, head := f.on(t, "chief_executive"), f.on(t, "head")
	_, page, _ := chief.post("/points/x-1/assign", url.Values{"note": {"Please."}})
	htmlcheck.Has(t, page, htmlcheck.In("#owner_id-error", htmlcheck.Says("Choose who it goes to.")), htmlcheck.In("#note", htmlcheck.Says("Please.")))
	if chief.post("/points/x-1/assign", url.Values{"owner_id": {"director"}}); f.point.OwnerID != "director" {
		t.Errorf("it is with %q", f.point.OwnerID)
	}
	if status, page, _ := chief.get("/points/x-1/decide"); status != http.StatusConflict || !strings.Contains(page, "Nothing waits for a decision") {
		t.Errorf("decide on what has not climbed: %d", status)
	}
	f.point.Escalation = &readiness.Escalation{Number: 1, Role: readiness.Director, At: now}
	decision := url.Values{"command_id": {"c-1"}, "decision": {"more_time"}, "reason": {"The budget."}, "note": {"left from another answer"}}
	_, page, _ = f.on(t, "dcs").post("/points/x-1/decide", decision)
	htmlcheck.Has(t, page, htmlcheck.Counts("#until-date-error", 1), htmlcheck.In("#reason", htmlcheck.Says("The budget.")))
	if status, _, _ := head.post("/points/x-1/decide", decision); status != http.StatusForbidden {
		t.Errorf("a head decides: %d", status)
	}
	if status, _, to := f.on(t, "dcs").post("/points/x-1/decide", url.Values{"decision": {"decide_myself"}}); status != http.StatusSeeOther || to != "/points/x-1" || f.point.OwnerID != "dcs" {
		t.Errorf("%d to %q, with %q", status, to, f.point.OwnerID)
	}
	_, page, _ = head.post("/points/x-1/withdraw", url.Values{})
	htmlcheck.Has(t, page, htmlcheck.Counts("#reason-error", 1))
	if head.post("/points/x-1/withdraw", url.Values{"reason": {"Twice."}}); f.point.Status != readiness.PointWithdrawn {
		t.Errorf("it is %s", f.point.Status)
	}
	if status, page, _ := head.get("/points/x-1/answer"); status != http.StatusConflict || !strings.Contains(page, "has ended") {
		t.Errorf("answer what has ended: %d", status)
	}
}

func TestPointsAreListedAndLeadToFindings(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	head := f.on(t, "head")
	_, page, _ := head.get("/points?state=late&series=s-1&area=none&text=case&meeting=m-1&action=a-1")
	if f.asked != (readiness.PointQuery{State: "late", SeriesID: "s-1", AreaID: "none", Text: "case", MeetingID: "m-1", ActionID: "a-1"}) {
		t.Errorf("asked %+v", f.asked)
	}
	htmlcheck.Has(t, page, htmlcheck.Value("state", "late"), htmlcheck.Value("meeting", "m-1"), htmlcheck.Value("action", "a-1"))
	if _, file, _ := head.get("/points.csv?state=all"); !strings.Contains(file, "Nobody can see every child.") || !strings.Contains(file, "Staff forum") {
		t.Errorf("the file is %s", file)
	}
	if status, _, _ := head.get("/points?state=bad"); status != http.StatusUnprocessableEntity {
		t.Errorf("a state that is none: %d", status)
	}
	_, page, _ = head.get("/findings/new?point=x-1")
	htmlcheck.Has(t, page, htmlcheck.In("#text", htmlcheck.Says("Nobody can see every child.")), htmlcheck.Value("source", "forum"), htmlcheck.Value("reference", "Staff forum, 4 February 2027"),
		htmlcheck.Value("found_on-month", "2"), htmlcheck.Value("theme", "Workload"), htmlcheck.Value("area_id", "north"))
	if status, _, _ := head.get("/findings/new?point=x-9"); status != http.StatusNotFound {
		t.Errorf("of no point: %d", status)
	}
	if _, page, _ := head.get("/actions/new?theme=Workload"); !strings.Contains(page, `value="Workload"`) {
		t.Error("a new action does not begin with the theme")
	}
}
