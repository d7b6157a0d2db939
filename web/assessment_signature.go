package web

import "github.com/sightline-readiness/sightline/internal/govuk"

// Signatures are the parts of the chain, in order, each with its signature.
func (p AssessmentPage) Signatures() []SignatureLine {
	var lines []SignatureLine
	x := p.View.State
	for _, part := range x.Parts() {
		line := SignatureLine{Part: sentence(p.partName(part)), Signer: p.signer(part), Tag: govuk.Tag{Text: "Not signed yet", Classes: "govuk-tag--grey"}}
		if s := x.Signature(part); s != nil {
			line.Signer, line.At = orSomebody(p.View.Names[s.By]), moment(s.At)
			line.Tag = govuk.Tag{Text: "Signed", Classes: "govuk-tag--green"}
			if !x.Signed(part) {
				line.Tag = govuk.Tag{Text: "Changed since signed", Classes: "govuk-tag--red"}
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// A SignatureLine is one part of the chain.
type SignatureLine struct {
	Part, Signer, At string
	Tag              govuk.Tag
}

// Follows are what happened after it was published.
func (p AssessmentPage) Follows() []govuk.SummaryRow {
	x := p.View.State
	if x.PublishedOn.IsZero() {
		return nil
	}
	dated := func(key, date string, set bool) govuk.SummaryRow {
		if !set {
			date = "Not entered yet"
		}
		return govuk.Row(key, date)
	}
	return []govuk.SummaryRow{
		dated("Shared with Ofsted", x.SharedOn.Long(), !x.SharedOn.IsZero()),
		dated("Annual engagement meeting", x.MetOn.Long(), !x.MetOn.IsZero()),
		dated("Ofsted’s letter received", x.LetterOn.Long(), !x.LetterOn.IsZero()),
	}
}

// FollowList is Follows as a list.
func (p AssessmentPage) FollowList() govuk.SummaryList { return govuk.SummaryList{Rows: p.Follows()} }
