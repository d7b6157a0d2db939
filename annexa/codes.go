package annexa

// The words of the values that rules ask about.
const (
	yes = "Yes"
	no  = "No"

	male      = "Male"
	female    = "Female"
	notStated = "Not stated/recorded"

	statusCare   = "Looked after child"
	statusPlan   = "Child Protection plan"
	statusNeed   = "Child in need plan"
	statusClosed = "Closed episode"

	died = "E2"
)

// The code sets of domain.md 2.3. Each line is: letter | code | label | other wordings seen; "+" marks the newer layout.
var (
	yesNo = newSet("yes or no", true, `
		a | Yes | Yes | Y | True
		b | No  | No  | N | False`)

	yesNoUnknown = newSet("yes, no or unknown", true, `
		a | Yes     | Yes     | Y | True
		b | No      | No      | N | False
		c | Unknown | Unknown | U | Not known | NK`)

	genders = newSet("gender", true, `
		a | Male                | Male                | M | Boy
		b | Female              | Female              | F | Girl
		c | Not stated/recorded | Not stated/recorded | Not stated | Not recorded | Not stated or recorded | Unknown | U
		d | Neither             | Neither             | Other | Indeterminate`)

	ethnicities = newSet("ethnicity", true, `
		a  | WBRI    | White British          | White - British
		b  | WIRI    | White Irish            | White - Irish
		c  | WIRT    | Traveller of Irish heritage
		d  | WOTH    | Any other White background | White Other
		e  | WROM    | Gypsy/Roma             | Gypsy or Roma
		f  | MWBC    | White and Black Caribbean
		g  | MWBA    | White and Black African
		h  | MWAS    | White and Asian
		i  | MOTH    | Any other mixed background | Mixed Other
		j  | AIND    | Indian
		k  | APKN    | Pakistani
		l  | ABAN    | Bangladeshi
		m  | AOTH    | Any other Asian background
		n  | BCRB    | Caribbean              | Black Caribbean
		o  | BAFR    | African                | Black African
		p  | BOTH    | Any other Black background
		q  | CHNE    | Chinese
		r  | OOTH    | Any other ethnic group
		s  | REFU    | Refused
		t  | NOBT    | Information not yet obtained | Not obtained | Not yet obtained
		s  | NOBT    | Information not yet obtained
		+u | UNKNOWN | Unknown                | Not known`)

	sources = newSet("source", true, `
		a   | 1A | Individual - family member/relative/carer | Family member
		b   | 1B | Individual - acquaintance
		c   | 1C | Individual - self | Self
		d   | 1D | Individual - other
		e   | 2A | Schools | School
		f   | 2B | Education services
		g   | 3A | GP
		h   | 3B | Health visitor
		i   | 3C | School nurse
		j   | 3D | Other primary health services | Health services
		k   | 3E | A&E
		l   | 3F | Other health services
		m   | 4  | Housing
		n   | 5A | LA services - social care
		o   | 5B | LA services - other internal
		p   | 5C | LA services - external
		+p1 | 5D | LA services - early help
		q   | 6  | Police
		r   | 7  | Other legal agency
		s   | 8  | Other
		t   | 9  | Anonymous
		u   | 10 | Unknown`)

	needs = newSet("primary need", false, `
		- | N1 | Abuse or neglect
		- | N2 | Child's disability or illness | Child's disability
		- | N3 | Parental disability or illness | Parent's disability or illness
		- | N4 | Family in acute stress
		- | N5 | Family dysfunction
		- | N6 | Socially unacceptable behaviour
		- | N7 | Low income
		- | N8 | Absent parenting
		- | N9 | Cases other than children in need
		- | N0 | Not stated`)

	closures = newSet("reason for closure", false, `
		- | RC1 | Adopted
		- | RC2 | Died
		- | RC3 | Child arrangements order
		- | RC4 | Special guardianship order
		- | RC5 | Transferred to services of another LA | Moved to other LA
		- | RC6 | Transferred to adult services | To adult services
		- | RC7 | Services ceased for any other reason
		- | RC8 | Case closed after assessment, no further action
		+- | RC9 | Case closed after assessment, referred to early help`)

	statuses = newSet("case status", true, `
		a | Looked after child    | Looked after child | LAC | CLA | Child looked after
		b | Child Protection plan | Child Protection plan | CP | CPP | CP plan
		c | Child in need plan    | Child in need plan | CIN | CIN plan
		d | Open assessment       | Open assessment | Assessment
		e | Closed episode        | Closed episode | Closed`)

	abuses = newSet("category of abuse", true, `
		a | Neglect | Neglect | NEG
		b | Physical abuse | Physical abuse | Physical | PHY
		c | Sexual abuse | Sexual abuse | Sexual | SAB
		d | Emotional abuse | Emotional abuse | Emotional | EMO
		e | Multiple/not recommended | Multiple/not recommended | Multiple | MUL`)

	legalStatuses = newSet("legal status", false, `
		- | C1 | Interim care order | ICO
		- | C2 | Full care order | FCO
		- | D1 | Freeing order granted | Freeing order
		- | E1 | Placement order granted | Placement order
		- | V2 | Single period of accommodation under section 20 | Section 20 | S20
		- | V3 | Accommodated under an agreed series of short term breaks
		- | V4 | Accommodated under an agreed series of short term breaks, individual episodes
		- | L1 | Under police protection | Police protection
		- | L2 | Emergency protection order | EPO
		- | L3 | Under child assessment order | Child assessment order
		- | J1 | Remanded to local authority accommodation | Remand
		- | J2 | PACE | Placed in local authority accommodation under PACE
		- | J3 | Youth rehabilitation order | Sentenced to youth rehabilitation order`)

	permanencePlans = newSet("permanence plan", true, `
		a | Return to family | Return to family
		b | Adoption | Adoption
		c | SGO/CAO | SGO/CAO | Special guardianship order or child arrangements order
		d | Supported living in the community | Supported living in the community
		e | Long-term residential placement | Long-term residential | Long term residential placement
		f | Long-term fostering placement | Long-term fostering | Long term fostering
		g | Other | Other`)

	careEndings = newSet("reason ceased to be looked after", false, `
		- | E11 | Adopted - application unopposed
		- | E12 | Adopted - consent dispensed with
		- | E15 | Age assessment determined child aged 18 or over
		- | E2  | Died
		- | E3  | Care taken over by another LA
		- | E4A | Returned home to live with parents - planned
		- | E4B | Returned home to live with parents - other
		- | E13 | Left care to live with parents, relatives or other person
		- | E41 | Residence order or child arrangements order
		- | E45 | Special guardianship order - former foster carer, relative or friend
		- | E46 | Special guardianship order - former foster carer, not a relative
		- | E47 | Special guardianship order - relative or friend
		- | E48 | Special guardianship order - other person
		- | E5  | Moved into independent living with supportive accommodation
		- | E6  | Moved into independent living without support
		- | E7  | Transferred to adult social services
		- | E9  | Sentenced to custody
		- | E14 | Accommodation on remand ended
		- | E16 | Child moved abroad
		- | E17 | Aged 18 and remained with current carers
		- | E8  | Period of being looked after ceased for any other reason
		- | X1  | Episode ceases, new episode begins`)

	placements = newSet("placement type", false, `
		- | U1 | Foster placement with relative or friend - long term
		- | U2 | Foster placement with relative or friend - FFA
		- | U3 | Foster placement with relative or friend - not long term or FFA
		- | U4 | Foster placement with other carer - long term
		- | U5 | Foster placement with other carer - FFA
		- | U6 | Foster placement with other carer - not long term or FFA
		- | A3 | Placed for adoption with consent - current foster carer
		- | A4 | Placed for adoption with consent - not current foster carer
		- | A5 | Placed for adoption with placement order - current foster carer
		- | A6 | Placed for adoption with placement order - not current foster carer
		- | P1 | Placed with parents
		- | P2 | Independent living
		- | P3 | Residential employment
		- | H5 | Residential accommodation
		- | K1 | Secure children's home
		- | K2 | Children's home
		- | R1 | Residential care home
		- | R2 | NHS or health trust
		- | R3 | Family centre
		- | R5 | Young offender institution
		- | S1 | Residential school
		- | Z1 | Other placement
		- | T0 | Temporary - all types
		- | T1 | Temporary - hospital
		- | T2 | Temporary - holiday
		- | T3 | Temporary - usual foster carer on holiday
		- | T4 | Temporary - seven days or less`)

	providers = newSet("placement provider", false, `
		- | PR0 | Parents or other person with parental responsibility
		- | PR1 | Own provision
		- | PR2 | Other local authority
		- | PR3 | Other public provision
		- | PR4 | Private provision
		- | PR5 | Voluntary/third sector`)

	inOrOut = newSet("placement location", false, `
		- | In  | Inside the council's area | Inside | IN
		- | Out | Outside the council's area | Outside | OUT`)

	eligibilities = newSet("eligibility", true, `
		a  | Relevant child        | Relevant child | Relevant
		b  | Former relevant child | Former relevant child | Former relevant
		c  | Qualifying care leaver | Qualifying care leaver | Qualifying
		+d | Eligible child        | Eligible child | Eligible`)

	touches = newSet("in touch", true, `
		a | Yes  | Yes | Y
		b | No   | No | N
		c | Died | Died
		d | Refu | Refused | Refused contact
		e | NREQ | No longer required | Not required
		f | Rhom | Returned home`)

	accommodations = newSet("type of accommodation", false, `
		- | B | With parents or relatives
		- | C | Community home or residential care
		- | D | Semi-independent, transitional accommodation
		- | E | Supported lodgings
		- | G | Gone abroad
		- | H | Deported
		- | K | Ordinary lodgings
		- | R | Residence not known
		- | S | No fixed abode
		- | T | Foyers and similar supported accommodation
		- | U | Independent living
		- | V | Emergency accommodation
		- | W | Bed and breakfast
		- | X | In custody
		- | Y | Other accommodation
		- | Z | With former foster carers`)

	suitabilities = newSet("suitability", true, `
		a | Suitable | Suitable
		b | Unsuitable | Unsuitable | Not suitable`)

	activities = newSet("activity status", false, `
		- | F1 | Full time in higher education
		- | P1 | Part time in higher education
		- | F2 | Full time in education other than higher
		- | P2 | Part time in education other than higher
		- | F3 | Full time in training or employment
		- | P3 | Part time in training or employment
		+- | F4 | Full time in an apprenticeship
		+- | P4 | Part time in an apprenticeship
		+- | F5 | Full time in training or employment (not apprenticeship)
		+- | P5 | Part time in training or employment (not apprenticeship)
		- | G4 | Not in education, employment or training - illness or disability
		- | G5 | Not in education, employment or training - other
		- | G6 | Not in education, employment or training - pregnancy or parenting`)

	reversals = newSet("reason no longer placed for adoption", false, `
		- | RD1 | The child's needs changed
		- | RD2 | The court did not make a placement order
		- | RD3 | Prospective adopters could not be found
		- | RD4 | Other`)

	departures = newSet("reason for leaving the adoption process", false, `
		- | 1 | Withdrew
		- | 2 | On hold
		- | 3 | Refused`)
)
