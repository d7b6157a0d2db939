package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// ReadCriterion is one criterion to read: short paragraphs, no form.
type ReadCriterion struct {
	readiness.ReportCriterion
	of      readiness.Framework
	partial bool
}

// Heading is the criterion in the framework's words.
func (c ReadCriterion) Heading() string { return c.Code + ": " + c.Asks }

// Grades say in a line who gave which grade.
func (c ReadCriterion) Grades() string {
	switch {
	case !c.Written():
		return "Not written yet."
	case c.Hidden:
		return "You have not graded it yet, so the author’s grade is not shown."
	}
	var words []string
	if c.Agreed != "" {
		words = append(words, "Agreed: "+c.lower(c.Agreed)+".")
	} else {
		words = append(words, "No grade is agreed yet.")
	}
	if c.Grade != "" {
		author := "Author: " + c.lower(c.Grade)
		if sure := readiness.ChoiceText(readiness.Confidences, c.Confidence); sure != "" {
			author += ", " + lowerFirst(sure) + " confidence"
		}
		words = append(words, author+".")
	}
	if c.Challenged != "" {
		words = append(words, "Challenger: "+c.lower(c.Challenged)+".")
	}
	if c.Third != "" {
		words = append(words, "Third reviewer: "+c.lower(c.Third)+".")
	}
	return strings.Join(words, " ")
}

func (c ReadCriterion) lower(grade string) string { return lowerFirst(c.of.GradeName(grade)) }

// reportHeadings lead the paragraphs of a report: shorter than the questions, and full stops because text follows.
var reportHeadings = map[string]string{
	"know": "What we know.", "how": "How we know it.", "next": "What we will do.", "impact": "The difference made.", "weakness": "What is not good enough.", "figures": "Figures.",
}

// Lead is what leads a paragraph.
func (ReadCriterion) Lead(code string) string { return reportHeadings[code] }

// Paragraphs are the texts of the criterion by what each is about. What would move the grade stands in the workbook.
func (c ReadCriterion) Paragraphs() []readiness.Choice {
	var all []readiness.Choice
	for _, part := range c.Text.Prose() {
		if part.Code == "figures" {
			part.Text = strings.Join(strings.Split(strings.TrimSpace(part.Text), "\n"), "; ")
		}
		if reportHeadings[part.Code] != "" {
			all = append(all, part)
		}
	}
	return all
}

// Rests says on how much evidence it rests, and how many actions improve it.
func (c ReadCriterion) Rests() string {
	if !c.Written() {
		return orText(c.with(), "Nobody is named to write it.")
	}
	if c.partial {
		return "The evidence and the actions are not shown to you."
	}
	against := 0
	for _, e := range c.Text.Evidence {
		if e.Bears == readiness.Contradicts {
			against++
		}
	}
	words := "It rests on " + countedPieces(len(c.Text.Evidence))
	if against > 0 {
		words += ", " + thousands(against) + " of which " + speakOrSpeaks(against) + " against it"
	}
	if n := len(c.Text.Actions); n > 0 {
		words += "; " + counted(n, "action") + " " + improves(n) + " it"
	}
	return words + "."
}

// with says who writes it; "" when nobody does.
func (c ReadCriterion) with() string {
	if c.Author == "" {
		return ""
	}
	return c.Author + " writes it."
}

func countedPieces(n int) string {
	switch n {
	case 0:
		return "no evidence"
	case 1:
		return "1 piece of evidence"
	}
	return thousands(n) + " pieces of evidence"
}

func speakOrSpeaks(n int) string {
	if n == 1 {
		return "speaks"
	}
	return "speak"
}

func improves(n int) string {
	if n == 1 {
		return "improves"
	}
	return "improve"
}
