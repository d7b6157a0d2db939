package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Round looks at certain cases again and again, also at those that are not long-open: recurring reviews, set up by the improvement lead.
type Round struct {
	ID     string     `json:"id"`
	Name   string     `json:"name"`
	Areas  []string   `json:"areas"`  // ids; none is every area
	Types  []CaseType `json:"types"`  // none is every kind of help
	Months int        `json:"months"` // open for so many whole months or longer
	Rest   int        `json:"rest"`   // not when a review was signed off within so many months
	Timing
	Ended calendar.Date `json:"ended,omitzero"`
}

// Round is a round by its id, as long as it has not ended.
func (t Timetable) Round(job Job) (Round, bool) {
	i := t.roundAt(job)
	if i < 0 || !t.Rounds[i].Ended.IsZero() {
		return Round{}, false
	}
	return t.Rounds[i], true
}

func (t Timetable) roundAt(job Job) int {
	return slices.IndexFunc(t.Rounds, func(r Round) bool { return r.ID == string(job) })
}

// EndedRounds are those that nobody must start any more.
func (t Timetable) EndedRounds() (jobs []Job) {
	for _, r := range t.Rounds {
		if !r.Ended.IsZero() {
			jobs = append(jobs, Job(r.ID))
		}
	}
	return jobs
}

// Looks says at which cases a round looks: "every area, children in care, open 6 months or longer, not reviewed in the last 3 months". Pages name
// the areas.
func (r Round) Looks(areas string) string {
	open, rest := "open "+count(r.Months, "month")+" or longer", count(r.Rest, "month")
	if r.Months == 0 {
		open = "however long open"
	}
	if r.Rest == 1 {
		rest = "month"
	}
	return strings.Join([]string{areas, kindWords(r.Types), open, "not reviewed in the last " + rest}, ", ")
}

func (r Round) looks() string {
	areas := "every area"
	if n := len(r.Areas); n > 0 {
		areas = count(n, "area")
	}
	return r.Looks(areas)
}

func kindWords(types []CaseType) string {
	if len(types) == 0 {
		return "every kind of help"
	}
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = t.Title()
	}
	return inSentence(names)
}

// roundsDiffer says what is different about the rounds.
func (t Timetable) roundsDiffer(before Timetable, on calendar.Date) (words []string) {
	for _, is := range t.Rounds {
		title := "The round “" + is.Name + "”"
		i := before.roundAt(Job(is.ID))
		if i < 0 {
			words = append(words, "New: the round “"+is.Name+"”, "+is.Words(), title+" looks at: "+is.looks())
			continue
		}
		was := before.Rounds[i]
		if is.Name != was.Name {
			words = append(words, "The round “"+was.Name+"” is called “"+is.Name+"”")
		}
		if is.looks() != was.looks() || !slices.Equal(is.Areas, was.Areas) {
			words = append(words, title+" looks at: "+is.looks()+"; before: "+was.looks())
		}
		words = append(words, is.differs(was.Timing, title, on)...)
		if !is.Ended.IsZero() && was.Ended.IsZero() {
			words = append(words, title+" has ended")
		}
	}
	return words
}

// SetRound sets a round up, or changes one that is there.
type SetRound struct {
	ID      Job           `json:"-"` // "" for a new one
	Name    string        `json:"name" validate:"required,max=100"`
	Areas   []string      `json:"areas" validate:"max=200"`                     // none is every area
	Types   []string      `json:"types" validate:"max=3,dive,oneof=cin cp cla"` // none is every kind of help
	Months  int           `json:"months" validate:"min=0,max=240"`
	Rest    int           `json:"rest" validate:"min=1,max=36"`
	Every   string        `json:"every" validate:"required,oneof=weeks month quarter"`
	Weeks   int           `json:"weeks" validate:"min=0,max=26"`
	Weekday string        `json:"weekday" validate:"required,oneof=monday tuesday wednesday thursday friday saturday sunday"`
	At      string        `json:"at" validate:"required,max=20"`
	From    calendar.Date `json:"from" validate:"required"`
}

// Form is a round as its form has it.
func (r Round) Form() SetRound {
	set := SetRound{ID: Job(r.ID), Name: r.Name, Areas: r.Areas, Months: r.Months, Rest: r.Rest, Every: string(r.Every), Weeks: r.Weeks, At: r.At.Words(), From: r.From}
	for _, t := range r.Types {
		set.Types = append(set.Types, string(t))
	}
	if len(r.Weekdays) > 0 {
		set.Weekday = string(r.Weekdays[0])
	}
	return set
}

// mostRounds is how many rounds there may be side by side: more than anybody can keep apart.
const mostRounds = 30

// Apply refuses names that another round has, and dates that have passed.
func (s SetRound) Apply(c Clockwork, why Because) (Timetable, error) {
	next := c.Timetable
	round := Round{ID: why.ID}
	if s.ID != "" {
		known, ok := next.Round(s.ID)
		if !ok {
			return next, Errorf(NotFound, "There is no such round, or it has ended.")
		}
		round = known
	}
	round, err := s.fill(round, why.today())
	if err != nil {
		return next, err
	}
	for _, other := range next.Rounds {
		if other.ID != round.ID && other.Ended.IsZero() && strings.EqualFold(other.Name, round.Name) {
			return next, FieldErrorf("name", "There is a round of this name already. Choose another name.")
		}
	}
	next.Rounds = kept(next.Rounds, why.today())
	if i := next.roundAt(Job(round.ID)); i >= 0 {
		next.Rounds[i] = round
	} else if next.Rounds = append(next.Rounds, round); len(next.Jobs()) > 2+mostRounds {
		return c.Timetable, Errorf(Conflict, "There are %d rounds already. End one before you set up another.", mostRounds)
	}
	if len(next.Differs(c.Timetable, why.today())) == 0 {
		return c.Timetable, FieldErrorf("name", "Nothing would change. Change something, or leave the round as it is.")
	}
	return next, nil
}

// fill puts the form into a round.
func (s SetRound) fill(r Round, today calendar.Date) (Round, error) {
	at, err := timeOfDay(s.At)
	switch {
	case err != nil:
		return r, err
	case s.Every == string(EveryWeeks) && s.Weeks == 0:
		return r, FieldErrorf("weeks", "Enter how many weeks there are from one date to the next.")
	case s.From != r.From && s.From.Before(today):
		return r, FieldErrorf("from", "The first day must not have passed.")
	case s.From.After(today.AddMonths(12)):
		return r, FieldErrorf("from", "The first day must lie within 12 months, on or before %s.", today.AddMonths(12).Long())
	}
	r.Name, r.Areas, r.Months, r.Rest = s.Name, slices.Clone(s.Areas), s.Months, s.Rest
	slices.Sort(r.Areas)
	r.Types = nil
	for _, t := range CaseTypes {
		if slices.Contains(s.Types, string(t)) {
			r.Types = append(r.Types, t)
		}
	}
	r.At, r.Weekdays, r.Every, r.Weeks, r.From = at, []Weekday{Weekday(s.Weekday)}, Rhythm(s.Every), 0, s.From
	if r.Every == EveryWeeks {
		r.Weeks = s.Weeks
	}
	r.Timing = r.tidied(today)
	return r, nil
}

// EndRound ends a round for good. Reviews that it has opened go on.
type EndRound struct {
	Job Job `json:"-"`
}

// Apply refuses for what is no round.
func (e EndRound) Apply(c Clockwork, why Because) (Timetable, error) {
	next := c.Timetable
	if _, ok := next.Round(e.Job); !ok {
		return next, Errorf(NotFound, "There is no such round, or it has ended.")
	}
	next.Rounds = kept(next.Rounds, why.today())
	next.Rounds[next.roundAt(e.Job)].Ended = why.today()
	return next, nil
}

// endedKept is how many months an ended round is remembered, so that everybody who keeps time has heard of its end.
const endedKept = 3

// kept is a copy of the rounds without those that ended long ago.
func kept(rounds []Round, today calendar.Date) []Round {
	return slices.DeleteFunc(slices.Clone(rounds), func(r Round) bool { return !r.Ended.IsZero() && r.Ended.AddMonths(endedKept).Before(today) })
}
