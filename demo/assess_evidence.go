package demo

import (
	"context"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A showing is a piece of evidence that an author puts beside a criterion.
type showing struct{ kind, bears, title, text string }

var showings = []showing{
	{"audit", readiness.Supports, "Audit: {topic}", "Twenty files were read by two people each. Fifteen met the standard; what the others lacked went to their teams."},
	{"observation", readiness.Supports, "Observed practice: {topic}", "Practice leads were present six times. What they saw agrees with what the records say."},
	{"voice", readiness.Supports, "What families and young people say: {topic}", "Fourteen people were asked by somebody who does not work with them. Most could say what had changed for them."},
	{"staff", readiness.Supports, "Practitioners about their own work: {topic}", "Thirty answers from all areas. They describe the practice as the text does, and name time as what is missing."},
	{"partner", readiness.Supports, "Partners’ view: {topic}", "Schools, health visitors and the police were asked. They see improvement, and would like to hear sooner how it went."},
	{"data", readiness.Supports, "Figures: {topic}", "The figures of the last quarter with those of the year before, as the board sees them."},
	{"audit", readiness.Contradicts, "Second reading: {topic}", "Quality assurance read ten of the audited files again. Four were graded too high."},
	{"voice", readiness.Contradicts, "What parents miss: {topic}", "Six of eighteen parents had not been told what was decided, or why."},
	{"data", readiness.Supports, "Year’s figures: {topic}", "All twelve months, with the figures of councils like ours."},
}

// shows attaches what the author has to show: up to three pieces, of which some are figures alone and some speak against the text.
func (s statement) shows(ctx context.Context, by readiness.Actor) error {
	if s.refreshes {
		return nil // nothing new is looked for
	}
	first, many := s.draw.IntN(len(showings)), s.draw.IntN(4)
	for n := range many {
		piece := showings[(first+n*4)%len(showings)]
		today := calendar.DateOf(s.town.now)
		e := readiness.AttachEvidence{
			Criteria: []string{s.code}, Kind: piece.kind, Bears: piece.bears, Title: strings.ReplaceAll(piece.title, "{topic}", s.words.Topic), Text: piece.text,
			ShowsOn: today.AddDays(-5 - s.draw.IntN(200)),
		}
		if piece.kind == "audit" || piece.kind == "data" {
			e.From, e.Until = e.ShowsOn.AddMonths(-3), e.ShowsOn
		}
		if _, err := s.db.AttachEvidence(ctx, e, s.asked(by)); err != nil {
			return err
		}
	}
	return nil
}
