package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/paragraph"
	"github.com/sightline-readiness/sightline/readiness"
)

// ComparedTextPage is what two cycles say about one criterion, side by side, with what changed.
type ComparedTextPage struct {
	readiness.Comparison
	Lines []ComparedLine // more than one where the criterion was joined from several
}

// Face is the page's frame.
func (p ComparedTextPage) Face() Face {
	return Face{
		Template: "compare_text", Title: p.Lines[0].Code + " in “" + p.Then.Name + "” and “" + p.Now.Name + "”", Section: assessmentsPath,
		Back: compareHref(p.Now.AssessmentID, p.Then.AssessmentID), Wide: true,
	}
}

func (s *Server) comparedText(w http.ResponseWriter, r *http.Request) error {
	c, err := s.Gaps.CompareCycles(r.Context(), by(r), r.PathValue("id"), r.PathValue("other"))
	if err != nil {
		return err
	}
	page := ComparedTextPage{Comparison: c}
	for _, row := range c.Rows {
		if row.Code() == r.PathValue("criterion") {
			page.Lines = append(page.Lines, comparedLine(c, row))
		}
	}
	if len(page.Lines) == 0 {
		return readiness.Errorf(readiness.NotFound, "Neither of the two self-assessments has this criterion.")
	}
	return s.show(w, r, http.StatusOK, page)
}

// A SidePart is one answer then and now, paragraph by paragraph.
type SidePart struct {
	Heading string
	Pairs   []paragraph.Pair
}

// Parts are the answers of a line, each under its question.
func (p ComparedTextPage) Parts(l ComparedLine) []SidePart {
	of := p.Now.Of
	if l.ComparedRow.Now == nil {
		of = p.Then.Of
	}
	parts := sideBySide(l.ComparedRow)
	for i := range parts {
		parts[i].Heading = heading(of, parts[i].Heading)
	}
	return parts
}

// sideBySide compares the answers of a statement; their headings are the codes of the questions.
func sideBySide(r readiness.ComparedRow) (parts []SidePart) {
	before, after := prose(r.Then), prose(r.Now)
	for _, h := range readiness.AppraisalHeadings {
		if pairs := paragraph.Compare(before[h.Code], after[h.Code]); len(pairs) > 0 {
			parts = append(parts, SidePart{h.Code, pairs})
		}
	}
	return parts
}

func prose(t *readiness.ComparedText) map[string]string {
	texts := map[string]string{}
	if t != nil {
		for _, c := range t.Text.Prose() {
			texts[c.Code] = c.Text
		}
	}
	return texts
}
