package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var agreeStep = &actionStep{
	on: actionShelf, path: "agree", link: "Read and agree", heading: "Agree the action", button: "Agree it",
	needs: may(readiness.RunPlan), command: readiness.AgreeAction{}, shows: proposal,
	about: func(p actionStepPage) string {
		return "Once it is agreed, " + orSomebody(p.View.Owner) + " is told, and reminded before it is due on " + p.View.Due.Long() + "."
	},
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "note", "Anything to add (optional)", 3)}
	},
}

var updateStep = &actionStep{
	on: actionShelf, path: "update", link: "Say where it stands", heading: "Where does it stand?", button: "Save",
	needs: may(readiness.WorkPlan), command: readiness.UpdateAction{},
	about: func(p actionStepPage) string {
		words := "It is due on " + p.View.Due.Long() + "."
		if p.View.Overdue > 0 {
			words = "It was due on " + p.View.Due.Long() + ", and is " + late(p.View.Overdue) + "."
		}
		return words + " One minute is enough."
	},
	fields: func(p actionStepPage) []govuk.Component {
		help := longAnswer(p.Form, "help", "What would put it on track?", 3)
		help.Hint.Text = "Needed when it is at risk or off track."
		return []govuk.Component{
			p.Form.Radios("progress", "How is it going?", radioItems(readiness.Progresses)...),
			longAnswer(p.Form, "done", "What has been done since the last time?", 4), help,
		}
	},
}

var claimStep = &actionStep{
	on: actionShelf, path: "claim", link: "Say it is done", heading: "Say that it is done", button: "Say it is done",
	needs: may(readiness.WorkPlan), command: readiness.ClaimAction{},
	about: func(actionStepPage) string {
		return "Somebody outside your line of management looks at the evidence then. Only when they agree is the action shown done, and it comes back later to see whether it has lasted."
	},
	fields: func(p actionStepPage) []govuk.Component {
		difference := longAnswer(p.Form, "difference", "What is different for children now, and how can one see it?", 5)
		difference.Hint.Text = "Do not name a child."
		var items []govuk.Item
		for _, e := range p.View.Evidence {
			if e.InForce() {
				items = append(items, govuk.Item{Value: e.ID, Text: e.Title, Hint: govuk.Hint{Text: bears(e) + ", shows " + e.ShowsOn.Long()}})
			}
		}
		if len(items) == 0 {
			return []govuk.Component{difference, noEvidence(p.ID)}
		}
		boxes := p.Form.Checkboxes("evidence", "Which evidence does it stand on?", items...)
		boxes.Hint.Text = "At least one piece must support it and be dated on or after the start, " + p.View.Start.Long() + "."
		return []govuk.Component{difference, boxes}
	},
}

var verifyStep = &actionStep{
	on: actionShelf, path: "verify", link: "Check it", heading: "Is it shown done?", button: "Confirm",
	needs: may(readiness.WorkPlan), command: readiness.VerifyAction{}, shows: claimed,
	about: func(actionStepPage) string { return "" },
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Radios("accept", "What does the evidence show?",
			govuk.Item{Value: "yes", Text: "It is done, and one can see it", Conditional: govuk.Conditional{Parts: []govuk.Component{longAnswer(p.Form, "note", "What did you look at? (optional)", 3)}}},
			govuk.Item{Value: "no", Text: "It is not shown yet: send it back", Conditional: govuk.Conditional{Parts: []govuk.Component{longAnswer(p.Form, "missing", "What is missing?", 4)}}},
		)}
	},
}

var retestStep = &actionStep{
	on: actionShelf, path: "retest", link: "Re-test it", heading: "Has it lasted?", button: "Confirm",
	needs: may(readiness.WorkPlan), command: readiness.RetestAction{}, shows: claimed,
	about: func(p actionStepPage) string {
		return "It was shown done on " + p.View.Verified.Long() + ". Look at the same measure again, with evidence from after that day. If it has not lasted, the action is open again and its sponsor is told."
	},
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{
			p.Form.Radios("lasted", "Has it lasted?", govuk.Item{Value: "yes", Text: "Yes"}, govuk.Item{Value: "no", Text: "No, open it again"}),
			longAnswer(p.Form, "found", "What did you find?", 4),
		}
	},
}

var reopenStep = &actionStep{
	on: actionShelf, path: "reopen", link: "Open it again", heading: "Open the action again", button: "Open it again",
	needs: may(readiness.WorkPlan), command: readiness.ReopenAction{},
	about: func(actionStepPage) string {
		return "It is shown done now. Its owner and its sponsor are told, and it gets a new due date."
	},
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why?", 4)}
	},
}

var moveStep = &actionStep{
	on: actionShelf, path: "move", link: "Move its date", heading: "Move the due date", button: "Move it",
	needs: may(readiness.WorkPlan), command: readiness.MoveActionDate{}, about: moveHint,
	fields: func(p actionStepPage) []govuk.Component {
		until := p.Form.Date("until", "What is the new date?")
		until.Hint.Text = "A working day, on or before " + latestMove(p).Full() + "."
		return []govuk.Component{until, longAnswer(p.Form, "reason", "Why must it move?", 4)}
	},
}

var giveActionStep = &actionStep{
	on: actionShelf, path: "assign", link: "Give it to someone else", heading: "Give the action to someone else", button: "Give it to them",
	needs: may(readiness.WorkPlan), command: readiness.AssignAction{}, people: true,
	about: func(p actionStepPage) string {
		return "Now: " + orSomebody(p.View.Owner) + ". The new owner is told in the morning; the due date stays."
	},
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{ownerField(p.Form, p.People), longAnswer(p.Form, "note", "A word for them (optional)", 3)}
	},
}

var verifierStep = &actionStep{
	on: actionShelf, path: "verifier", link: "Name who checks it", heading: "Name who checks it", button: "Name them",
	needs: may(readiness.RunPlan), command: readiness.NameVerifier{}, people: true,
	about: func(p actionStepPage) string {
		now := "Nobody is named: somebody from quality assurance is drawn when it is said done."
		if p.View.Verifier != "" {
			now = "Now: " + p.View.Verifier + "."
		}
		return now + " Whoever checks it must stand outside the owner’s line of management and must not have attached evidence."
	},
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Select("verifier_id", "Who checks it?", options("Choose a person", p.People)...), longAnswer(p.Form, "note", "A word for them (optional)", 3)}
	},
}

var carryStep = &actionStep{
	on: actionShelf, path: "carry-forward", link: "Carry it forward", heading: "Carry the action forward", button: "Carry it forward",
	needs: may(readiness.WorkPlan), command: readiness.CarryActionForward{},
	about: func(actionStepPage) string {
		return "Carry an action into the next plan when it will not be done in this one. You approve this; whoever owns it cannot."
	},
	fields: func(p actionStepPage) []govuk.Component {
		until := p.Form.Date("until", "When is it due in the next plan?")
		until.Hint.Text = "A working day after " + p.View.Due.Long() + "."
		return []govuk.Component{until, longAnswer(p.Form, "reason", "Why is it carried forward?", 4)}
	},
}

var dropStep = &actionStep{
	on: actionShelf, path: "drop", link: "Drop it", heading: "Drop the action", button: "Drop it",
	needs: may(readiness.WorkPlan), command: readiness.DropAction{},
	about: func(actionStepPage) string {
		return "A dropped action stays in the plan’s story, with your reason, and cannot be taken up again. You approve this; whoever owns it cannot."
	},
	fields: func(p actionStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why is it dropped?", 4)}
	},
}

var decideActionStep = &actionStep{
	on: actionShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideEscalation), command: readiness.DecideActionEscalation{}, people: true, shows: owned, story: actionStory,
	about: func(p actionStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	fields: func(p actionStepPage) []govuk.Component {
		course := p.View.State.Course
		latest := p.View.State.Latest(p.View.State.Terms.Plan.MoreTimeDays, calendar.DateOf(p.Now))
		return []govuk.Component{answers(p.Form, course, "Take the action over myself", p.People, latest)}
	},
}

// actionMain are what an action can wait for from one person, the most pressing first; actionElse are what they may do besides.
var (
	actionMain = []*actionStep{decideActionStep, verifyStep, retestStep, agreeStep, updateStep}
	actionElse = []*actionStep{claimStep, moveStep, giveActionStep, verifierStep, carryStep, dropStep, reopenStep}
)

// longAnswer is a long answer with room for some lines.
func longAnswer(f Form, name, label string, rows int) govuk.CharacterCount {
	c := f.Counted(name, label, 2000)
	c.Rows, c.Threshold = rows, 75
	return c
}

// actionDecision makes an answer the command of an action.
func actionDecision(a readiness.EscalationAnswer) readiness.ActionCommand {
	return readiness.DecideActionEscalation(a)
}

// saying is one sentence that follows a step, whatever was typed.
func saying[C any](words string) func(*Server, *http.Request, C) string {
	return func(*Server, *http.Request, C) string { return words }
}

func wasChecked(_ *Server, _ *http.Request, c readiness.VerifyAction) string {
	if c.Accept == "yes" {
		return "The action is shown done. It comes back by itself to see whether it has lasted."
	}
	return "The action went back to its owner, with what is missing."
}

func wasRetested(_ *Server, _ *http.Request, c readiness.RetestAction) string {
	if c.Lasted == "yes" {
		return "Thank you. The re-test is kept."
	}
	return "The action is open again. Its owner and its sponsor are told in the morning."
}
