package web

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// Happened is the cycle's story; what an event calls by the code of a judgement area has its name here.
func (p AssessmentPage) Happened() []readiness.EventRow {
	var named []string
	for _, area := range p.View.Of.Areas {
		name := "“" + area.Name + "”"
		for _, says := range []string{"The lead of # signed it", "# was graded as a whole.", "The grade of # changed"} {
			named = append(named, strings.ReplaceAll(says, "#", area.Code), strings.ReplaceAll(says, "#", name))
		}
	}
	story, names := slices.Clone(p.View.Happened), strings.NewReplacer(named...)
	for i := range story {
		story[i].Text = names.Replace(story[i].Text)
	}
	return story
}
