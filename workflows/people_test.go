package workflows_test

import "github.com/sightline-readiness/sightline/readiness"

// people are the actors of the stories: fictional, one of each kind. Team north-2 belongs to area north.
var people = map[string]readiness.Actor{
	"manager":   actor("manager", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-2"}),
	"colleague": actor("colleague", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-1"}),
	"head":      actor("head", readiness.Holding{Role: readiness.AreaHead, AreaID: "north"}),
	"other":     actor("other", readiness.Holding{Role: readiness.AreaHead, AreaID: "south"}),
	"deputy": actor("deputy", readiness.Holding{Role: readiness.AreaHead, AreaID: "south"},
		readiness.Holding{Role: readiness.AreaHead, AreaID: "north", ForID: "head"}),
	"ad":         actor("ad", readiness.Holding{Role: readiness.AssistantDirector}),
	"chief":      actor("chief", readiness.Holding{Role: readiness.ChiefExecutive}),
	"dcs":        actor("dcs", readiness.Holding{Role: readiness.Director}),
	"qa":         actor("qa", readiness.Holding{Role: readiness.QualityAssurance}),
	"quill":      actor("quill", readiness.Holding{Role: readiness.QualityAssurance}),
	"councillor": actor("councillor", readiness.Holding{Role: readiness.LeadMember}),
	"standin": actor("standin", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-1"},
		readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-2", ForID: "manager"}),
	"lead": actor("lead", readiness.Holding{Role: readiness.ImprovementLead}),
}

func actor(name string, holdings ...readiness.Holding) readiness.Actor {
	return readiness.Actor{PersonID: name, Name: name, Holdings: holdings}
}
