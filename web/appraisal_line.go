package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// An AppraisalLine is one criterion in a list.
type AppraisalLine struct {
	readiness.AppraisalRow
	of     readiness.Framework
	closed bool // to a peer, who opens what they challenge
}

// State is where the criterion stands, as a tag.
func (l AppraisalLine) State() govuk.Tag { return appraisalTag(l.Status) }

// Href leads to the criterion; "" while its cycle has not begun, and for a peer to what they do not challenge.
func (l AppraisalLine) Href() string {
	if l.Status == "planned" || l.closed {
		return ""
	}
	return appraisalHref(l.AppraisalID)
}

// GradeName is the grade that stands, or the author's while none does; "" when the viewer may not see it or there is none.
func (l AppraisalLine) GradeName() string {
	switch {
	case l.Agreed != "":
		return l.of.GradeName(l.Agreed)
	case l.Grade != "":
		return "Author: " + l.of.GradeName(l.Grade)
	}
	return ""
}

// With says whose turn it is.
func (l AppraisalLine) With() string {
	switch {
	case l.Status == "planned":
		return l.Author
	case l.Status == readiness.AppraisalAgreed || l.Status.Ended():
		return ""
	}
	return orSomebody(l.Owner)
}

func appraisalHref(id string) string { return appraisalsPath + "/" + id }

func appraisalTag(s readiness.AppraisalStatus) govuk.Tag {
	colours := map[readiness.AppraisalStatus]string{
		readiness.AppraisalWriting: "govuk-tag--grey", readiness.AppraisalChallenge: "govuk-tag--yellow", readiness.AppraisalThird: "govuk-tag--orange",
		readiness.AppraisalModeration: "govuk-tag--yellow", readiness.AppraisalAgreed: "govuk-tag--green", readiness.AppraisalFrozen: "govuk-tag--green",
		readiness.AppraisalDropped: "govuk-tag--grey",
	}
	text := s.Title()
	if text == "" {
		text = "not begun"
	}
	return govuk.Tag{Text: sentence(text), Classes: colours[s]}
}
