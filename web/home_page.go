package web

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// HomePage is what needs one person, by their posts and cover.
type HomePage struct {
	View   readiness.HomeView
	Plan   readiness.PlanDesk
	Points readiness.PointDesk
	Assess readiness.AppraisalDesk

	Scrutiny readiness.PreScrutinyDesk

	Visits readiness.VisitDesk
	Audits readiness.CaseAuditDesk

	Entries readiness.VisitEntryDesk
	Now     time.Time // by which the entries are due or late

	PlanThemes []readiness.ThemeFigures // of the whole plan, for the chief executive

	Viewer readiness.Actor
	Sweep  Form
}

// Face is the page's frame.
func (p HomePage) Face() Face { return Face{Template: "home", Title: "What needs you", Section: "/"} }

// A Box is one kind of thing that waits for the viewer.
type Box struct {
	ID     string
	Title  string
	Count  int
	About  string
	Urgent bool
	Items  []Item
	More   string // address of the rest, "" when all are here
}

// An Item is one thing that waits, with its one button.
type Item struct {
	Row    readiness.ReviewRow
	Action *readiness.ActionRow // instead of Row, when it is about an action
	Point  *readiness.PointRow  // or about a point from a meeting
	Link   *Link                // or about anything else
	Why    string
	Do     govuk.Button
	Note   string
}

// Boxes are the kinds of things that wait, the most pressing first; kinds of which there is nothing are left out.
func (p HomePage) Boxes() []Box {
	v, x, a := p.View, p.Points, p.Assess
	all := []Box{
		{ID: "decide", Title: "Decide now", Urgent: true, Items: slices.Concat(
			items(v.Decide, "Decide", "/decide", reached), actionItems(p.Plan.Decide, "Decide", "/decide", actionReached), pointItems(x.Decide, "Decide", "/decide", pointReached), criterionItems(a.Decide, "Decide", "/decide", criterionReached),
			cycleItems(a.Late, "Decide", "/decide", cycleReached), preScrutinyItems(p.Scrutiny.Decide, "Decide", "/decide"))},
		{ID: "chief", Title: "For the chief executive", About: "What the staff forum raised, late ones first.", Items: pointItems(x.Chief, "Answer", "/answer", withOwner)},
		{ID: "sign-off", Title: "Sign off", About: "Submitted, waiting for you, oldest first.", Items: items(v.SignOff, "Read and sign", "/sign-off", sent)},
		{ID: "sign", Title: "Sign the self-assessment", Items: cycleItems(a.Sign, "Read and sign", "", cycleToSign)},
		{ID: "check", Title: "Check what was said done", About: "Nothing is shown done until you have looked.", Items: actionItems(p.Plan.Check, "Check", "", checking)},
		{ID: "agree", Title: "Agree proposed actions", Items: actionItems(p.Plan.Agree, "Read and agree", "/agree", proposed)},
		{ID: "unowned", Title: "Nobody does these yet", About: "They have no owner, and their teams have no manager. Give each to somebody.", Items: items(v.Unowned, "Give", "/assign", standing)},
		{ID: "second-look", Title: "Second look", About: "Signed off, and drawn for you to look at again.", Items: items(v.SecondLook, "Look again", "/second-look", signed)},
		{ID: "answer", Title: "Points to answer", About: "From meetings, the most pressing first.", Items: pointItems(unlisted(x.Answer, slices.Concat(x.Decide, x.Chief)), "Answer", "/answer", toAnswer)},
		{ID: "hear", Title: "Answers to hear", About: "An answer counts once the meeting has heard it.", Items: pointItems(x.Hear, "Say whether it took it", "/hear", toHear)},
		{ID: "pre-scrutiny", Title: "Scrutiny asks to see a decision", About: "Before the cabinet takes it, the most pressing first.", Items: preScrutinyItems(preScrutinyToDo(p.Scrutiny), "Open", "")},
		{ID: "considered", Title: "Say what scrutiny said", About: "Of decisions that it asked to see.", Items: preScrutinyItems(p.Scrutiny.Consider, "Say what it said", "/consider")},
		{ID: "hold", Title: "Say how a meeting went", Items: meetingItems(x.Hold)},
		{ID: "challenge", Title: "Challenge", About: "Criteria of the self-assessment: grade them before you see the author’s grade.", Items: criterionItems(a.Challenge, "Challenge", "/challenge", criterionDue)},
		{ID: "settle", Title: "Settle a grade", About: "Author and challenger do not agree.", Items: criterionItems(a.Settle, "Settle", "/settle", criterionDue)},
		{ID: "name", Title: "Name somebody", About: "These criteria of the self-assessment wait for nobody.", Items: criterionItems(a.Name, "Name somebody", "/assign", criterionDue)},
		{ID: "write", Title: "Write", About: "Your criteria of the self-assessment, the most pressing first.", Items: criterionItems(a.Write, "Write", "/write", criterionDue)},
		{ID: "actions", Title: "Your actions", About: "The most pressing first.", Items: actionItems(p.Plan.Mine, "Say where it stands", "/update", actionStanding)},
		{ID: "mine", Title: "Your reviews", About: "The most pressing first.", Items: items(v.Mine, "Write", "", standing)},
	}
	visits := slices.Concat(entryBoxes(p.Entries, p.Now), filled(append(visitBoxes(p.Visits), auditBoxes(p.Audits)...)))
	boxes := []Box{}
	for _, b := range all {
		switch b.Count = len(b.Items); b.ID {
		case "mine":
			b.short(len(b.Items), v.MineTotal, "/reviews?state=mine")
		case "unowned":
			b.short(unownedShown, v.UnownedTotal, "/reviews?state=unowned")
		case "chief":
			b.short(pointsShown, b.Count, query(pointsPath, "state", "chief"))
		case "answer":
			b.short(pointsShown, b.Count, query(pointsPath, "state", "mine"))
		case "challenge", "settle", "name", "write":
			b.short(criteriaShown, b.Count, assessmentsPath)
		case "pre-scrutiny":
			b.short(pointsShown, b.Count, query(preScrutinyPath, "state", "mine"))
		case "hear":
			b.short(pointsShown, b.Count, query(pointsPath, "state", "answered"))
		}
		if b.Count > 0 {
			boxes = append(boxes, b)
		}
	}
	return withVisits(boxes, visits)
}

// withVisits puts what of visits waits after the decisions that wait, and before everything else that is one's own.
func withVisits(boxes, visits []Box) []Box {
	at := slices.IndexFunc(boxes, func(b Box) bool { return !b.Urgent })
	if at < 0 {
		at = len(boxes)
	}
	return slices.Insert(boxes, at, visits...)
}

// unownedShown keeps a team without a manager from filling the page, pointsShown a forum that raised much.
const (
	unownedShown = 5
	pointsShown  = 10
)

// short leaves the first so many items of all that there are, and says where the rest is.
func (b *Box) short(most, total int, more string) {
	b.Items = b.Items[:min(len(b.Items), most)]
	if b.Count = max(total, b.Count); b.Count > len(b.Items) {
		b.More = more
	}
}

func items(rows []readiness.ReviewRow, button, path string, why func(readiness.ReviewRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		list = append(list, Item{Row: row, Why: why(row), Do: govuk.Button{
			Text: button, Href: "/reviews/" + row.ReviewID + path, Classes: "govuk-button--secondary",
			Attributes: govuk.Attributes{"aria-label": button + ": case " + row.ChildRef},
		}})
	}
	return list
}

// Reaching counts what comes on a day, reviews and improvement actions apart.
func (HomePage) Reaching(r readiness.Reaching) string {
	switch {
	case r.ActionCount == 0:
		return counted(r.Count, "review")
	case r.Count == 0:
		return counted(r.ActionCount, "action")
	}
	return counted(r.Count, "review") + ", " + counted(r.ActionCount, "action")
}

func reached(row readiness.ReviewRow) string {
	why := "Reached you on " + calendar.DateOf(row.ReachedAt).Long()
	if row.Because != "" {
		why += " because " + row.Because
	}
	return why + "."
}

func sent(row readiness.ReviewRow) string {
	return "Submitted on " + row.SentOn.Long() + outcomeOf(row) + "."
}

func signed(row readiness.ReviewRow) string {
	return "Signed off on " + row.SignedOn.Long() + outcomeOf(row) + "."
}

func outcomeOf(row readiness.ReviewRow) string {
	if row.Outcome == "" {
		return ""
	}
	return ": " + readiness.ChoiceText(readiness.Outcomes, row.Outcome)
}

func standing(row readiness.ReviewRow) string {
	why := sentence(row.Status.Title())
	switch row.PutOffs {
	case 0:
	case 1:
		why += ", put off once"
	case 2:
		why += ", put off twice"
	default:
		why += ", put off " + counted(row.PutOffs, "time")
	}
	return why + "."
}

// Nothing reports that nothing waits for the viewer at all.
func (p HomePage) Nothing() bool {
	return len(p.Boxes()) == 0 && len(p.View.Waiting) == 0 && p.View.Unmapped == 0
}

func actionItems(rows []readiness.ActionRow, button, path string, why func(readiness.ActionRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		do, to := button, path
		if row.Status == readiness.ActionRetest {
			do, to = "Open", ""
		}
		list = append(list, Item{Action: &row, Why: why(row), Do: govuk.Button{
			Text: do, Href: "/actions/" + row.ActionID + to, Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"aria-label": do + ": " + row.Title},
		}})
	}
	return list
}

func actionReached(row readiness.ActionRow) string {
	return reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because})
}

func checking(row readiness.ActionRow) string {
	if row.Status == readiness.ActionRetest {
		return "Shown done on " + row.Verified.Long() + ". Look by " + row.LookBy.Long() + " whether it has lasted."
	}
	return "Said done by " + orSomebody(row.Owner) + " on " + row.ClaimedOn.Long() + ". Check it by " + row.LookBy.Long() + "."
}

func proposed(row readiness.ActionRow) string {
	return "Proposed for " + orSomebody(row.Owner) + ". Agree it by " + row.LookBy.Long() + "."
}

func actionStanding(row readiness.ActionRow) string {
	if row.Status == readiness.ActionRetest {
		return "It is re-tested by " + row.LookBy.Long() + ". Attach fresh evidence, of the same measure."
	}
	if row.SaidOn.IsZero() {
		return "You have not said yet where it stands."
	}
	return readiness.ChoiceText(readiness.Progresses, row.Progress) + ", you said on " + row.SaidOn.Long() + "."
}
