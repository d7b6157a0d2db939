package readiness

import (
	"cmp"
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ImproveHome makes a finding of a recommendation and, where it is asked for, the action that answers it, by the registers that make any other. One that is
// in the plan already gets another action. What failed half-way can be asked again and makes nothing twice; made says how far it came.
func (h House) ImproveHome(ctx context.Context, recommendationID string, c ImproveCriterion, today calendar.Date, asked Asked) (made Improved, err error) {
	r, err := h.HomeVisits.HomeRecommendation(ctx, asked.By, recommendationID)
	if err != nil {
		return made, err
	}
	if made.FindingID = cmp.Or(r.FindingID, c.FindingID); made.FindingID == "" {
		found, err := h.Actions.AddFinding(ctx, r.Finding(c), asked.part("finding"))
		if err != nil {
			return made, err
		}
		made.FindingID = found.ID
	}
	if err := h.HomeVisits.HomeRecommendationFound(ctx, recommendationID, made.FindingID, asked.part("link")); err != nil || c.Act != "yes" {
		return made, err
	}
	planned, err := h.Actions.AddAction(ctx, c.Action(AppraisalView{}, made.FindingID, today), asked.part("action"))
	if err != nil {
		return made, err
	}
	made.ActionID, made.Agreed = planned.ID, planned.Agreed
	return made, h.Commands.OpenAction(ctx, planned)
}

// AttachHomeReport makes the report of a visit evidence of some criteria, and gives the piece's id. Asked again, it gives the piece that there is.
func (h House) AttachHomeReport(ctx context.Context, visitID string, criteria []string, asked Asked) (string, error) {
	record, v, err := h.HomeVisits.HomeVisit(ctx, asked.By, visitID)
	if err != nil || v.Evidence != "" {
		return v.Evidence, err
	}
	e, err := v.attaches(record.Home, criteria)
	if err != nil {
		return "", err
	}
	piece, err := h.Evidence.AttachEvidence(ctx, e, asked.part("evidence"))
	if err != nil {
		return "", err
	}
	return piece.ID, h.HomeVisits.HomeReportAttached(ctx, visitID, piece.ID, asked.part("attached"))
}
