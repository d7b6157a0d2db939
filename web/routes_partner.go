package web

import "github.com/sightline-readiness/sightline/readiness"

// partnerRoutes are the pages of what partners are asked, and the form that they fill in by a link, without an account.
func partnerRoutes() []Route {
	work, judge := may(readiness.WorkPlan), may(readiness.DecideEscalation)
	return []Route{
		{Method: get, Pattern: partnersPath, Needs: work, Handle: (*Server).partners},
		{Method: get, Pattern: askPartnerPath, Needs: work, Handle: (*Server).askPartnerPage},
		{Method: post, Pattern: askPartnerPath, Needs: work, Handle: (*Server).askPartner},
		{Method: get, Pattern: partnersPath + "/{id}", Needs: work, Handle: (*Server).partner},
		{Method: post, Pattern: partnersPath + "/{id}/link", Needs: work, Handle: (*Server).partnerLink},
		{Method: get, Pattern: partnersPath + "/{id}/weigh", Needs: work, Handle: partnerStepPage(weighStep)},
		{Method: post, Pattern: partnersPath + "/{id}/weigh", Needs: work, Handle: partnerDoing(weighStep, readiness.PartnerRequests.WeighPartner)},
		{Method: get, Pattern: partnersPath + "/{id}/judge", Needs: judge, Handle: partnerStepPage(judgeStep)},
		{Method: post, Pattern: partnersPath + "/{id}/judge", Needs: judge, Handle: partnerDoing(judgeStep, readiness.PartnerRequests.JudgePartner)},
		{Method: get, Pattern: partnersPath + "/{id}/withdraw", Needs: work, Handle: partnerStepPage(withdrawPartnerStep)},
		{Method: post, Pattern: partnersPath + "/{id}/withdraw", Needs: work, Handle: partnerDoing(withdrawPartnerStep, readiness.PartnerRequests.WithdrawPartner)},
		{Method: get, Pattern: partnerLinkPath + "{secret}", Needs: Public, Handle: (*Server).partnerForm},
		{Method: post, Pattern: partnerLinkPath + "{secret}", Needs: Public, Handle: (*Server).answerPartner},
	}
}
