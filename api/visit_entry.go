package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagEntries = "Requests of inspectors and concerns"

func (s *service) visitEntries() {
	work := may(readiness.WorkVisits)
	add(s, route{
		method: http.MethodPost, path: "/visits/{id}/entries", id: "log-visit-entry", tag: tagEntries, summary: "Log a request of inspectors, or a concern about a child", rule: work, status: http.StatusCreated,
		doc: "It is due at the close of the day, unless it says otherwise. What looks like a child's is refused until keep says that it stays. " +
			"After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: it is one entry.",
	}, s.logVisitEntry)
	add(s, route{
		method: http.MethodPost, path: "/concerns", id: "raise-concern", tag: tagEntries, summary: "Raise a concern about a child without a visit", rule: work, status: http.StatusCreated,
		doc: "Whoever answers for the child is told at once. child_ref is the council's reference, never a name.",
	}, s.raiseConcern)
	add(s, route{
		method: http.MethodGet, path: "/visit-entries", id: "list-visit-entries", tag: tagEntries, summary: "What was logged and is not settled, or others by filter, late ones first", rule: work,
		doc: "The child's reference, and what was written about it, are left out for whoever may not read them.",
	}, s.listVisitEntries, asking[readiness.VisitEntryQuery](s))
	add(s, route{
		method: http.MethodGet, path: "/visit-entries/{id}", id: "get-visit-entry", tag: tagEntries, summary: "One request or concern: its answer, what happens next, what happened", rule: work,
		doc: "The ETag is the number of its last event; name it in If-Match when you answer.",
	}, s.getVisitEntry)
	s.visitEntryCommands()
}

// visitEntryCommands is the one table of what can be asked of an entry. The text of a command is kept in the ledger first, and the command carries its
// number.
func (s *service) visitEntryCommands() {
	work := may(readiness.WorkVisits)
	of := running[readiness.VisitEntry]{path: "/visit-entries", tag: tagEntries, ask: s.askVisitEntry, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Entries.VisitEntryView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	saying(s, of, "Say what was answered, or done for the child", func(w readiness.EntryWords) (string, string) { return w.Text, w.Keep },
		func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.AnswerVisitEntry{Text: t} })
	saying(s, of, "Say that it is done, as somebody who did not do it", func(w readiness.EntryNote) (string, string) { return w.Text, w.Keep },
		func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.SettleVisitEntry{Text: t} })
	saying(s, of, "Give it back with what is missing", func(w readiness.EntryWords) (string, string) { return w.Text, w.Keep },
		func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.ReturnVisitEntry{Text: t} })
	saying(s, of, "Withdraw what was entered by mistake", func(w readiness.EntryWords) (string, string) { return w.Text, w.Keep },
		func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.WithdrawVisitEntry{Text: t} })
	ask[readiness.AssignVisitEntry](s, of, "Give it to somebody else", work)
	ask[readiness.DecideVisitEntryEscalation](s, of, "Decide what the day ended without", may(readiness.DecideEscalation))
}

// saying adds one command that carries a text: what is sent is the text, and the ledger keeps it.
func saying[B any](s *service, of running[readiness.VisitEntry], summary string, words func(B) (text, keep string), command func(readiness.EntryText) readiness.VisitEntryCommand) {
	name := command(readiness.EntryText{}).Name()
	add(s, route{
		method: http.MethodPost, path: of.path + "/{id}/commands/" + name, id: name, tag: of.tag, summary: summary, rule: may(readiness.WorkVisits), conflicts: true,
	}, func(ctx context.Context, in *answering[B]) (*versioned[readiness.VisitEntry], error) {
		if _, err := of.seen(ctx, in.ID); err != nil {
			return nil, err
		}
		text, keep := words(in.Body.Value)
		if err := keptAsSaid(text, keep); err != nil {
			return nil, err
		}
		kept, err := s.Entries.KeepEntryText(ctx, in.ID, text, asked(ctx))
		if err != nil {
			return nil, err
		}
		return of.command(ctx, in.ID, in.IfMatch, command(kept))
	})
}

// keptAsSaid refuses a text that looks as if it named a child, until its sender says that it stays.
func keptAsSaid(text, keep string) error {
	if seen := papers.Child(text); len(seen) > 0 && keep != "yes" {
		return readiness.FieldErrorf("keep", "This holds what looks like %s. Take it out, or send it again with keep set to yes.", strings.Join(seen, " and "))
	}
	return nil
}

// askVisitEntry exists because the commands are not there yet while the table of operations is made for the document.
func (s *service) askVisitEntry(ctx context.Context, id string, c readiness.VisitEntryCommand, asked readiness.Asked) (readiness.VisitEntry, error) {
	return s.Commands.VisitEntry(ctx, id, c, asked)
}

// loggedEntry is what an entry is known by from now on.
type loggedEntry struct {
	EntryID string `json:"entry_id"`
}

func (s *service) logVisitEntry(ctx context.Context, in *sentTo[readiness.LogEntry]) (*made[loggedEntry], error) {
	return s.logged(ctx, in.ID, in.Body.Value)
}

func (s *service) raiseConcern(ctx context.Context, in *sent[readiness.LogEntry]) (*made[loggedEntry], error) {
	return s.logged(ctx, "", in.Body.Value)
}

// logged plans an entry and has it opened. Asked twice under one key it plans and opens one.
func (s *service) logged(ctx context.Context, visitID string, l readiness.LogEntry) (*made[loggedEntry], error) {
	if err := keptAsSaid(l.Text, l.Keep); err != nil {
		return nil, err
	}
	planned, err := s.Entries.PlanVisitEntry(ctx, visitID, l, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.OpenVisitEntry(ctx, planned); err != nil {
		return nil, err
	}
	return &made[loggedEntry]{Location: Prefix + "/visit-entries/" + planned.ID, Body: loggedEntry{planned.ID}}, nil
}

func (s *service) listVisitEntries(ctx context.Context, in *query[readiness.VisitEntryQuery]) (*reply[readiness.Page[readiness.VisitEntryRow]], error) {
	return answer(s.Entries.VisitEntries(ctx, callOf(ctx).actor, in.Value))
}

func (s *service) getVisitEntry(ctx context.Context, in *byID) (*versioned[readiness.VisitEntryView], error) {
	view, err := s.Entries.VisitEntryView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &versioned[readiness.VisitEntryView]{ETag: tag(view.State.Seq), Body: view}, nil
}
