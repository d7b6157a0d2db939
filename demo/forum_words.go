package demo

import "github.com/sightline-readiness/sightline/readiness"

// A gathering is a meeting that the county holds again and again.
type gathering struct {
	name, kind, purpose string
	convenor            readiness.Role
	weekday, every      string
	weeks               int
	each                int      // points that one meeting raises
	members             int      // who sit in it, shared among the areas; 0 for none that are listed
	says                []saying // what it raises, meeting by meeting, and then again from the start
}

// A saying is one point and its answer.
type saying struct {
	theme, said string
	outcome     string
	weDid       string
	local       bool // it is about one area
}

var gatherings = []gathering{
	{
		"Staff forum", readiness.StaffForum, "Fifteen practitioners of all areas say to the chief executive what helps and what hinders them.", readiness.ImprovementLead, "thursday", "quarter", 0, 3, 15,
		[]saying{
			{"Recording", "Writing one visit up takes forty minutes, because the same facts are asked for on three forms.", "will_do", "The three forms become one. The pilot teams have it first.", false},
			{"Supervision and management oversight", "Supervision is moved again and again when the team is short.", "will_do", "Supervision dates are kept like court dates: whoever moves one finds the new date the same day.", true},
			{"Front door", "We visit by bus where there is no bus. There is one pool car for four teams.", "done", "Two more pool cars stand at the office since the first of the month. They are booked like a room.", true},
			{"Audit and learning", "Audits tell us what was wrong and never what was good.", "done", "Every audit names one thing to keep doing. The first learning note with good examples went to all teams.", false},
			{"Assessments", "New workers get a full caseload in their second week.", "will_do", "The induction plan limits caseloads for the first six months, and the allocation meeting looks at it.", false},
			{"Care leavers", "Personal advisers cannot see which flats the housing service has free.", "wont_do", "The housing service may not open its list to us. A housing officer now comes to the team’s meeting each week instead.", false},
			{"Children who go missing", "Return home interviews fall on the duty worker of that day, who does not know the child.", "will_do", "The allocated worker does them on weekdays. A rota covers weekends.", false},
			{"Recording", "The laptops take ten minutes to start, in front of the family.", "done", "The old laptops were replaced in all teams. Phones can be used for notes meanwhile.", false},
			{"Pre-proceedings", "Nobody tells us when legal advice has come back.", "done", "The legal tracker sends the team manager a message on the same day.", false},
			{"Supervision and management oversight", "There is no quiet room for supervision at the office.", "done", "The small meeting room is kept for supervision on two days each week.", true},
		},
	},
	{
		"Scrutiny committee", readiness.Scrutiny, "Councillors look at how children’s services improve, and recommend.", readiness.ImprovementLead, "tuesday", "quarter", 0, 2, 0,
		[]saying{
			{"Care leavers", "Recommends that the committee sees each quarter how many care leavers live in suitable homes, and what was done for the others.", "done", "The figures are part of the quarterly report from this quarter, with what was done.", false},
			{"Audit and learning", "Recommends that complaints stand beside compliments in every report.", "done", "The report shows complaints received beside complaints used as evidence.", false},
			{"Front door", "Recommends that members visit the front door twice a year.", "done", "Two visits were made, and the members’ notes were answered.", false},
			{"Plans that have an end", "Recommends a target for child in need plans open longer than a year, by area.", "will_do", "The target stands in the improvement plan, area by area.", false},
		},
	},
	{
		"Seminar on children in care", "seminar", "Managers look together at what the figures about children in care have done in three months.", readiness.AssistantDirector, "wednesday", "quarter", 0, 1, 0,
		[]saying{
			{"Care leavers", "Pathway plans begin too late for those who turn sixteen in care outside the county.", "will_do", "The review at fifteen and a half names who begins the pathway plan.", false},
			{"Recording", "Health assessments are done and not recorded, so the figures are worse than the work.", "done", "The health team enters the date itself since last month.", false},
		},
	},
	{
		"Improvement board", "board", "Partners and the independent chair look at what was done and what it changed.", readiness.Director, "monday", "weeks", 6, 1, 0,
		[]saying{
			{"Exploitation", "Asks why the weekly risk meeting is not attended by the police in two areas.", "done", "The chief inspector named a deputy for both areas. Attendance has been full since.", false},
			{"Audit and learning", "Asks for the number of actions that failed their check, each time.", "done", "It stands on the first page of the progress report.", false},
			{"Assessments", "Asks what the assessment backlog would cost to clear by summer.", "wont_do", "Agency workers would cost more than the budget allows. The backlog is cleared by the end of the year with overtime.", false},
		},
	},
}
