package annexa

// The two layouts that councils use (domain.md 2.4).
const (
	Older = "older" // list 9 without personal adviser and pathway plan
	Newer = "newer" // more columns on list 9 and more codes on lists 1, 3, 6 and 9
)

// child are the columns that lists 1 to 10 begin with.
var child = []column{
	must(childID, ref, "Child Unique ID").also("child id", "unique id", "child unique identifier", "unique child id", "childs unique id"),
	must(gender, code, "Gender").from(genders).also("sex", "child gender"),
	must(ethnicity, code, "Ethnicity").from(ethnicities).also("ethnic origin", "ethnic group"),
	may(birthDate, date, "Date of Birth").also("dob", "birth date", "date of birth or expected date of birth"),
	may(ageYears, age, "Age of Child (Years)").also("age", "age of child", "age years", "age in years", "child age"),
}

var (
	disabled = []column{must(disability, code, "Does the Child have a Disability").from(yesNoUnknown).also("disability", "child has a disability")}
	staff    = []column{
		must(team, text, "Allocated Team").also("team", "allocated team name"),
		must(worker, text, "Allocated Worker").also("worker", "allocated social worker", "social worker", "allocated worker name"),
	}
)

// lists are the eleven lists of both layouts, columns with the newer mark being absent from the older (domain.md 2.2).
var lists = [...]*list{
	newList(1, "Contacts", child, []column{
		must(contactDate, date, "Date of Contact").also("contact date"),
		must(source, code, "Contact Source").from(sources).also("source of contact"),
	}),
	newList(2, "Early help", child, []column{
		must(earlyHelpStart, date, "Assessment start date"),
		may(earlyHelpEnd, date, "Assessment completion date"),
		must(earlyHelpBy, text, "Organisation completing assessment"),
	}),
	newList(3, "Referrals", child, []column{
		must(referralDate, date, "Date of referral").also("referral date"),
		must(source, code, "Referral Source").from(sources).also("source of referral"),
		must(referralNFA, code, "Referral NFA?").from(yesNo),
		must(referralCount, number, "Number of Referrals in Last 12 Months"),
	}, staff),
	newList(4, "Assessments", child, disabled, []column{
		must(assessmentStart, date, "Continuous Assessment Start Date"),
		must(assessmentSeen, code, "Child Seen During Continuous Assessment").from(yesNoUnknown),
		may(assessmentEnd, date, "Continuous Assessment Date of Authorisation"),
		may(assessmentOutcome, code, "Was the child assessed as requiring LA children's social care support?").from(yesNo),
	}, staff),
	newList(5, "Section 47 enquiries and conferences", child, disabled, []column{
		must(enquiryStart, date, "Strategy discussion initiating Section 47 Enquiry Start Date"),
		may(conferenceUnneeded, code, "Was an Initial Child Protection Conference deemed unnecessary?").from(yesNo),
		may(conferenceDate, date, "Date of Initial Child Protection Conference"),
		may(conferencePlan, code, "Did the Initial Child Protection Conference Result in a Child Protection Plan").from(yesNo),
		must(enquiryCount, number, "Number of Section 47 Enquiries in the last 12 months"),
		must(conferenceCount, number, "Number of ICPCs in the last 12 months"),
	}, staff),
	newList(6, "Children in need", child, disabled, []column{
		may(needStart, date, "CIN Start Date").also("child in need start date"),
		must(primaryNeed, code, "Primary Need Code").from(needs).also("primary need"),
		may(lastSeen, date, "Date Child Was Last Seen"),
		may(needEnd, date, "CIN Closure Date").also("cin end date"),
		may(needEndReason, code, "Reason for Closure").from(closures).also("cin closure reason"),
		must(caseStatus, code, "Case Status").from(statuses),
	}, staff),
	newList(7, "Child protection", child, disabled, []column{
		must(planStart, date, "Child Protection Plan Start Date").also("cp plan start date"),
		must(firstAbuse, code, "Initial Category of Abuse").from(abuses),
		must(latestAbuse, code, "Latest Category of Abuse").from(abuses),
		may(planVisit, date, "Date of the Last Statutory Visit"),
		may(seenAlone, code, "Was the Child Seen Alone?").from(yesNoUnknown),
		may(planReview, date, "Date of latest review conference"),
		may(planEnd, date, "Child Protection Plan End Date").also("cp plan end date"),
		must(policePowers, code, "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)").from(yesNo),
		must(earlierPlans, number, "Number of Previous Child Protection Plans"),
	}, staff),
	newList(8, "Children in care", child, careColumns, staff),
	newList(9, "Leaving care", child, leavingColumns),
	newList(10, "Adoption", child[:1], []column{
		may(familyID, ref, "Family identifier"),
	}, child[1:], disabled, adoptionColumns),
	newList(11, "Adopters", adopterColumns),
}

var careColumns = []column{
	must(asylum, code, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)").from(yesNo),
	disabled[0],
	must(careStart, date, "Date Started to be Looked After"),
	must(primaryNeed, code, "Child's Category of Need").from(needs),
	must(secondPeriod, code, "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)").from(yesNo),
	must(legalStart, date, "Start date of current legal status"),
	must(legalStatus, code, "Child's Legal Status").from(legalStatuses).also("legal status"),
	may(careReview, date, "Date of Latest Statutory Review"),
	may(careVisit, date, "Date of Last Social Work Visit"),
	may(permanence, code, "What is the permanence plan for this child?").from(permanencePlans),
	may(reviewerVisit, date, "Date of Last IRO Visit / Contact to the Child"),
	may(healthDate, date, "Date of Last Health Assessment"),
	may(dentalDate, date, "Date of Last Dental Check"),
	must(placementCount, number, "Number of Placements in the Last 12 months"),
	may(careEnd, date, "Date Ceased to be Looked After"),
	may(careEndReason, code, "Reason Ceased to be Looked After").from(careEndings),
	must(placementStart, date, "Start Date of Most Recent Placement"),
	must(placementType, code, "Placement Type").from(placements),
	must(placementBy, code, "Placement Provider").from(providers),
	must(postcode, text, "Placement postcode"),
	may(urn, ref, "URN of Placement"),
	must(placementIn, code, "Placement Location").from(inOrOut),
	must(placementCouncil, text, "LA of Placement"),
	must(missingCount, number, "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"),
	must(absentCount, number, "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months"),
	may(interviewOffered, code, "Was the child offered a Return Interview after their last missing episode (Y/N)?").from(yesNoUnknown),
	may(interviewAccepted, code, "Did the child accept a Return Interview after their last missing episode (Y/N)?").from(yesNoUnknown),
}

// The specification asks for a personal adviser on every row of list 9; the rule adviser-missing asks only from 18, when the duty begins.
var leavingColumns = []column{
	may(asylum, code, "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)").from(yesNo).inNewer(),
	disabled[0], staff[0], staff[1],
	may(adviser, text, "Allocated Personal Advisor").inNewer().also("allocated personal adviser", "personal advisor", "personal adviser"),
	must(eligibility, code, "Eligibility Category").from(eligibilities),
	may(pathwayReview, date, "Latest Pathway Plan Review Date").inNewer(),
	must(inTouch, code, "LA in Touch").from(touches),
	may(touchDate, date, "Latest Date of Contact").inNewer(),
	may(accommodation, code, "Type of Accommodation").from(accommodations),
	may(suitability, code, "Suitability of Accommodation").from(suitabilities),
	may(activity, code, "Activity Status").from(activities),
}

var adoptionColumns = []column{
	must(careStart, date, "Date the Child Entered Care"),
	must(adoptionDecision, date, "Date of Decision that Child Should be Placed for Adoption"),
	may(placementOrder, date, "Date of Placement Order"),
	may(matchDate, date, "Date of Matching Child and Prospective Adopters"),
	may(placedDate, date, "Date Placed for Adoption"),
	may(adoptionOrder, date, "Date of Adoption Order"),
	may(adoptionReversed, date, "Date of Decision that Child Should No Longer be Placed for Adoption"),
	may(reversalReason, code, "Reason Why Child No Longer Placed for Adoption").from(reversals),
	may(earlyPlacement, date, "Date the child was placed for fostering in FFA or concurrent planning placement"),
}

var adopterColumns = []column{
	must(adopterID, ref, "Individual adopter identifier"),
	may(familyID, ref, "Family identifier"),
	may(gender, code, "Gender").from(genders),
	may(ethnicity, code, "Ethnicity").from(ethnicities),
	may(disability, code, "Disability").from(yesNoUnknown).also("does the adopter have a disability"),
	must(fosters, code, "Is the (prospective) adopter fostering for adoption?").from(yesNo),
	must(adopterEnquiry, date, "Date enquiry received"),
	may(stage1Start, date, "Date Stage 1 started"),
	may(stage1End, date, "Date Stage 1 ended"),
	may(stage2Start, date, "Date Stage 2 started"),
	may(stage2End, date, "Date Stage 2 ended"),
	may(applied, date, "Date application submitted"),
	may(approved, date, "Date application approved"),
	may(adopterMatch, date, "Date adopter matched with child(ren)"),
	may(adopterPlaced, date, "Date child/children placed with adopter(s)"),
	may(adopterChildren, number, "No. of children placed"),
	may(adopterOrder, date, "Date of Adoption Order"),
	may(adopterLeft, date, "Date of leaving adoption process"),
	may(adopterLeftReason, code, "Reason for leaving adoption process").from(departures),
}
