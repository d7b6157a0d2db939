package demo

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/sightline-readiness/sightline/readiness"
)

//go:embed assess.yaml
var assessFile []byte

// assessWords are what the council says about itself (assess.yaml).
type assessWords struct {
	Criteria map[string]criterionWords
	Areas    map[string][]areaWords // by code of the judgement area: last year's, then the refresh's
	Unmoved  []string               // what a refresh adds where nothing has moved
	Reasons  struct {
		Same, Lower, Higher, Third, Returned, Moretime []string
		Settled                                        struct{ Lower, Upper []string }
	}
}

// areaWords are the grade of a judgement area, and why.
type areaWords struct{ Grade, Why string }

// criterionWords are what the council says about one criterion this year, and what was otherwise a year ago.
type criterionWords struct {
	Topic        string
	Grades       [2]string // that the author proposes, last year's first
	Challenged   [2]string // that the challenger gives
	Stands       string    // how far this year's has come (see statement)
	criterionSay `yaml:",inline"`
	Before       criterionSay // what was said otherwise a year ago
	Moved        string       // what has moved since; said where Before is not
}

type criterionSay struct{ Know, How, Next, Impact, Weakness, Figures, Up, Down, Doubt string }

// wordsOfAssessments are read once; a file of our own that cannot be read is a mistake that every test meets.
var wordsOfAssessments = sync.OnceValue(func() (w assessWords) {
	if err := yaml.Unmarshal(assessFile, &w); err != nil {
		panic(fmt.Sprintf("demo: assess.yaml: %v", err))
	}
	return w
})

// over is a text with what another says instead.
func (s criterionSay) over(other criterionSay) criterionSay {
	for _, field := range []struct {
		into *string
		from string
	}{
		{&s.Know, other.Know},
		{&s.How, other.How},
		{&s.Next, other.Next},
		{&s.Impact, other.Impact},
		{&s.Weakness, other.Weakness},
		{&s.Figures, other.Figures},
		{&s.Up, other.Up},
		{&s.Down, other.Down},
	} {
		if field.from != "" {
			*field.into = field.from
		}
	}
	s.Doubt, s.Up, s.Down = other.Doubt, other.Up, other.Down // nobody said a year ago what would move it
	return s
}

// say is what an author writes in a cycle of a kind; day is the end of the last month.
func (w criterionWords) say(c *cycle, unmoved, day string) criterionSay {
	said := w.criterionSay
	if c.year == 0 {
		said = said.over(w.Before)
	}
	switch {
	case c.refreshes:
		said.Know += " " + orElse(w.Moved, unmoved)
	case c.year == 1 && w.Moved != "":
		said.Know += " " + w.Moved
	}
	said.Figures = strings.ReplaceAll(said.Figures, "{day}", day)
	return said
}

// form is a text as its author fills it in.
func (s criterionSay) form(grade, confidence string) readiness.WriteAppraisal {
	return readiness.WriteAppraisal{
		Know: s.Know, How: s.How, Next: s.Next, Impact: s.Impact, Weakness: s.Weakness, Figures: s.Figures, Grade: grade, Confidence: confidence, Up: s.Up, Down: s.Down,
	}
}
