package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// logbook is one request that nobody has answered. What is asked of it is refused, as when somebody else was first.
type logbook struct {
	entries
	commands
	kept []string // command id and text
}

func (l *logbook) VisitEntryView(context.Context, readiness.Actor, string) (readiness.VisitEntryView, error) {
	return readiness.VisitEntryView{State: readiness.VisitEntry{ID: "en-1", Kind: readiness.EntryRequest, Status: readiness.EntryOpen}}, nil
}

func (l *logbook) KeepEntryText(_ context.Context, _, text string, asked readiness.Asked) (readiness.EntryText, error) {
	l.kept = append(l.kept, asked.ID+" "+text)
	return readiness.EntryText{Number: len(l.kept) + 1}, nil
}

func (l *logbook) VisitEntry(context.Context, string, readiness.VisitEntryCommand, readiness.Asked) (readiness.VisitEntry, error) {
	return readiness.VisitEntry{}, readiness.Errorf(readiness.Conflict, "Somebody else changed this request while you were looking at it.")
}

// TestRefusedAnswerIsWordedAgain: the form that comes back is another command, since the ledger keeps the text of the first under its id.
func TestRefusedAnswerIsWordedAgain(t *testing.T) {
	t.Parallel()
	l := &logbook{}
	s := newServer()
	s.Entries, s.Commands = l, l
	status, page, _ := visit(t, s, "area_head").post("/visit-entries/en-1/answer", url.Values{"command_id": {"first"}, "text": {"It is in the room."}})
	if status != http.StatusConflict || !strings.Contains(page, "It is in the room.") || !strings.Contains(page, `name="command_id"`) || strings.Contains(page, `value="first"`) {
		t.Errorf("answers %d: %s", status, page)
	}
	if len(l.kept) != 1 || l.kept[0] != "first It is in the room." {
		t.Errorf("kept: %q", l.kept)
	}
}
