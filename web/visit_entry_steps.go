package web

import (
	"context"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	entryStep     = step[readiness.VisitEntry, readiness.VisitEntryView]
	entryStepPage = StepPage[readiness.VisitEntry, readiness.VisitEntryView]
)

// entryShelf is how steps reach what was logged.
var entryShelf = &shelf[readiness.VisitEntry, readiness.VisitEntryView]{
	root: entriesPath + "/", section: visitsPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitEntryView, error) {
		return s.Entries.VisitEntryView(ctx, viewer, id)
	},
	seq:     func(v readiness.VisitEntryView) int { return v.State.Seq },
	caption: func(v readiness.VisitEntryView) string { return EntryLine{VisitEntryRow: v.VisitEntryRow}.What() },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.VisitEntryView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: func(v readiness.VisitEntryView, c readiness.VisitEntryCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.VisitEntryCommand, asked readiness.Asked) error {
		_, err := s.Commands.VisitEntry(ctx, id, c, asked)
		return err
	},
}

var answerEntryStep = &entryStep{
	on: entryShelf, path: "answer", link: "Say what was done", heading: "What was done?", button: "Send it",
	needs: may(readiness.WorkVisits), command: readiness.AnswerVisitEntry{}, shows: saidInEntry,
	about: func(p entryStepPage) string {
		if p.View.Concern() {
			return "Somebody else sees then whether it was done. Until then it is not."
		}
		return "Whoever logged it looks at the answer, and gives it back if it is not enough."
	},
	fields: wordsOf("What was answered, or done for the child today?", "Such as what was handed over and where, or who saw the child and what follows."),
}

var settleEntryStep = &entryStep{
	on: entryShelf, path: "settle", link: "It is done", heading: "Is it done?", button: "Yes, it is done",
	needs: may(readiness.WorkVisits), command: readiness.SettleVisitEntry{}, shows: saidInEntry,
	about:  func(entryStepPage) string { return "Confirm only what you have seen. Nothing of it is open then." },
	fields: wordsOf("What did you see? (optional)", ""),
}

var returnEntryStep = &entryStep{
	on: entryShelf, path: "return", link: "Give it back", heading: "What is missing?", button: "Give it back",
	needs: may(readiness.WorkVisits), command: readiness.ReturnVisitEntry{}, shows: saidInEntry,
	about: func(entryStepPage) string {
		return "Whoever has it is told at once. It is due again at the next close of day."
	},
	fields: wordsOf("What is missing?", ""),
}

var withdrawEntryStep = &entryStep{
	on: entryShelf, path: "withdraw", link: "Withdraw it", heading: "Withdraw it", button: "Withdraw it",
	needs: may(readiness.WorkVisits), command: readiness.WithdrawVisitEntry{}, shows: saidInEntry,
	about: func(entryStepPage) string {
		return "Only what was entered by mistake is withdrawn. It stays readable with your reason. Whoever has to act on a concern, or said what was done, cannot withdraw it."
	},
	fields: wordsOf("Why is it a mistake?", ""),
}

var assignEntryStep = &entryStep{
	on: entryShelf, path: "assign", link: "Give it to someone else", heading: "Give it to someone else", button: "Give it to them",
	needs: may(readiness.WorkVisits), command: readiness.AssignVisitEntry{}, people: true, shows: saidInEntry,
	about: func(p entryStepPage) string {
		return "Now: " + orNobody(p.View.Owner) + ". The new owner is told at once; it stays due " + byWhen(p.View.DueAt, p.Now) + "."
	},
	fields: func(p entryStepPage) []govuk.Component { return []govuk.Component{ownerField(p.Form, p.People)} },
}

var decideEntryStep = &entryStep{
	on: entryShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideEscalation), command: readiness.DecideVisitEntryEscalation{}, people: true, shows: saidInEntry,
	about: func(p entryStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p entryStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p entryStepPage) []govuk.Component {
		x := p.View.State
		return []govuk.Component{answers(p.Form, x.Course, "Act on it myself", p.People, x.Latest(x.Terms.Visit.MoreDays, calendar.DateOf(p.Now)))}
	},
}

// entryDecision makes an answer the command of an entry.
func entryDecision(a readiness.EscalationAnswer) readiness.VisitEntryCommand {
	return readiness.DecideVisitEntryEscalation(a)
}

// entryMain are what an entry can wait for from one person, the most pressing first; entryElse are what they may do besides.
var (
	entryMain = []*entryStep{decideEntryStep, answerEntryStep, settleEntryStep}
	entryElse = []*entryStep{returnEntryStep, assignEntryStep, withdrawEntryStep}
)

// wordsOf is the one question of a step in which people write.
func wordsOf(label, hint string) func(entryStepPage) []govuk.Component {
	return func(p entryStepPage) []govuk.Component {
		text := p.Form.Counted("text", label, 4000)
		text.Rows, text.Threshold, text.Hint.Text = 4, 75, hint
		return append(keepFields(p.Form), text)
	}
}

// saidInEntry shows what was asked, and the answer.
func saidInEntry(p entryStepPage) *govuk.SummaryList {
	v := p.View
	rows := []govuk.SummaryRow{govuk.Row("With", orNobody(v.Owner))}
	if v.Said != "" {
		rows = append([]govuk.SummaryRow{longRow("What it is about", v.Said)}, rows...)
	}
	if v.ChildRef != "" {
		rows = append(rows, govuk.Row("Child", v.ChildRef))
	}
	if v.Answer != "" {
		rows = append(rows, longRow("What was done", v.Answer))
	}
	return &govuk.SummaryList{Rows: rows}
}

// writing is the handler of a step in which people write: the text stays in the ledger, and the command carries its number. What looks like a child's is
// asked about first.
func writing(st *entryStep, required bool, command func(readiness.EntryText) readiness.VisitEntryCommand, done string) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		words := wroteOf(&form, required)
		form.keeps(looksLikeChilds(spoken{"in what you wrote", words}))
		if form.Failed() {
			return showStep(s, w, r, http.StatusUnprocessableEntity, st, &form)
		}
		id := r.PathValue("id")
		text, err := s.Entries.KeepEntryText(r.Context(), id, words, form.asked(r))
		if err == nil {
			err = st.on.ask(s, r.Context(), id, command(text), form.asked(r))
		}
		if err != nil {
			status, shown, err := s.again(w, r, err, &form, entryHref(id))
			if shown {
				return err
			}
			form.CommandID = newID() // the ledger keeps the text of the command that was refused, and they may word it otherwise now
			return showStep(s, w, r, status, st, &form)
		}
		s.done(r, done)
		return seeOther(w, r, entryHref(id))
	}
}

// wroteOf reads what somebody wrote in a step; what is not required may be left out.
func wroteOf(form *Form, required bool) string {
	if !required {
		var note readiness.EntryNote
		form.read(&note)
		return note.Text
	}
	var words readiness.EntryWords
	form.read(&words)
	return words.Text
}
