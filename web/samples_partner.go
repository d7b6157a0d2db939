package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var samplePartnerAnswer = readiness.AnswerPartner{
	Working: "In the day, calls to the front door are answered within a minute.\nStrategy meetings are held on the same day.", NotWorking: "At weekends nobody from health joins.",
	Example: "On two Sundays in January the meeting waited until Monday.", Sure: "very", Name: "Inspector R. Hale", Organisation: "Anyshire Police",
}

// samplePartner is a question to the police about North, asked by Tom Reilly.
func samplePartner() readiness.PartnerRequest {
	return readiness.PartnerRequest{
		ID: "q-1", Partner: "police", Whom: "Anyshire Police", AreaID: "north", Area: "North", Criteria: []string{"HP3", "HP11"},
		Question: "When you tell us about a child at night or at a weekend, what happens next?", Until: calendar.On(2027, 3, 26), AskerID: sampleManager.PersonID, Asker: "Tom Reilly", Asked: calendar.On(2027, 2, 15),
	}
}

func partnerSamples() map[string]Page {
	waiting, answered, judged, corrected, over, gone := samplePartner(), samplePartner(), samplePartner(), samplePartner(), samplePartner(), samplePartner()
	a := samplePartnerAnswer
	answered.Answer = &readiness.PartnerAnswer{
		Number: 1, Working: a.Working, NotWorking: a.NotWorking, Example: a.Example, Sure: a.Sure, Name: a.Name, Organisation: a.Organisation, At: sampleNow, EvidenceID: "e-9", Bears: readiness.Unweighed,
	}
	settled := *answered.Answer
	settled.Bears = readiness.Contradicts
	judged.Answer, corrected.Answer = &settled, &readiness.PartnerAnswer{Number: 3, NotWorking: a.NotWorking, Sure: "fairly", Name: a.Name, Organisation: a.Organisation, At: sampleNow, EvidenceID: "e-9", Bears: readiness.Contradicts, Kept: []string{"a date of birth"}}
	judged.Verdicts = []readiness.PartnerVerdict{{Answer: 1, Verdict: readiness.Contradicts, Why: "We looked at twelve weekends. In seven nobody from health joined.", By: "Hanna Okafor", At: sampleNow}}
	corrected.Verdicts = []readiness.PartnerVerdict{{Answer: 1, Verdict: readiness.Noise, Why: "That was one Sunday.", By: "Hanna Okafor", At: sampleNow}}
	over.ID, over.Until, over.AreaID, over.Area, over.Whom, over.Partner = "q-2", calendar.On(2027, 2, 26), "", "", "Anyshire Schools Forum", "schools"
	gone.ID, gone.Withdrawn, gone.Why = "q-3", calendar.On(2027, 3, 1), "Asked twice."
	page := func(r readiness.PartnerRequest, viewer readiness.Actor) PartnerPage {
		return PartnerPage{Request: r, Viewer: viewer, Today: sampleToday, Form: sampleForm()}
	}
	all := map[string]Page{
		"partners/some":  PartnersPage{Requests: []readiness.PartnerRequest{answered, waiting, judged, over, gone}, Form: sampleForm(), Today: sampleToday},
		"partners/empty": PartnersPage{Form: sampleForm(), Today: sampleToday},
		"partners/none fits": PartnersPage{
			Query: readiness.PartnerQuery{State: "judged"}, Form: sampleFilled(readiness.PartnerQuery{State: "judged"}), Today: sampleToday,
		},
		"partner/waiting": page(waiting, sampleManager), "partner/waiting, somebody else": page(waiting, sampleHead), "partner/answered, area head": page(answered, sampleHead), "partner/answered, asker": page(answered, sampleManager),
		"partner/judged": page(judged, sampleLead), "partner/corrected since": page(corrected, sampleHead), "partner/run out": page(over, sampleManager), "partner/withdrawn": page(gone, sampleManager),
		"partner/link":        PartnerLinkPage{Request: waiting, Link: "https://sightline.anyshire.example/partner/4f9aXkP2mQ7rT1vW8yZ3bC6dE0gH5jK"},
		"partner/judge":       partnerQuestions(judgeStep, answered, sampleForm()),
		"partner/weigh":       partnerQuestions(weighStep, answered, sampleForm()),
		"partner/withdraw":    partnerQuestions(withdrawPartnerStep, waiting, sampleForm()),
		"partner/judge: bare": partnerQuestions(judgeStep, answered, sampleForm(govuk.FieldError{Name: "verdict", Message: "Choose whether it is truth or noise."}, govuk.FieldError{Name: "why", Message: "Enter why."})),
	}
	addAskPartnerSamples(all)
	addOutsideSamples(all)
	return all
}

func addAskPartnerSamples(all map[string]Page) {
	warned := sampleFilled(readiness.AskPartner{Partner: "police", Whom: "Anyshire Police", Question: "What about the child born 3.4.2015?"}, govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	warned.Values["warned"] = []string{"a date of birth in the question"}
	all["ask partner/new"] = askPartnerQuestions(sampleFilled(readiness.AskPartner{Criteria: []string{"HP11"}}), sampleAreas)
	all["ask partner/looks like a child’s"] = askPartnerQuestions(warned, sampleAreas)
}

// addOutsideSamples are the pages of whoever has the link.
func addOutsideSamples(all map[string]Page) {
	asks := samplePartner().Form()
	page := PartnerFormPage{Asks: asks, Council: "Anyshire Council", Secret: "4f9aXkP2", Form: sampleForm()}
	typed, bare, sent := page, page, page
	typed.Form = sampleFilled(samplePartnerAnswer)
	bare.Form = sampleForm(govuk.FieldError{Name: "working", Message: "Say what you see working, or below it what you see that does not."}, govuk.FieldError{Name: "sure", Message: "Choose how sure you are."})
	sent.Asks.Given, sent.Asks.GivenAt = &samplePartnerAnswer, sampleNow
	all["partner outside/new"], all["partner outside/correcting"], all["partner outside/refused"] = page, typed, bare
	all["partner outside/check"], all["partner outside/sent"] = PartnerCheckPage{typed, samplePartnerAnswer}, PartnerSentPage{sent}
	all["partner outside/over"] = ErrorPage{Heading: "This is over", Sentence: "The council withdrew this question on 1 March 2027, so it needs no answer. Thank you for your time."}
}
