/// From how little a report still says something, and what it says of itself.
public enum ReportRules {
    /// Days that are compared: the first so many with enough check-ins, and the last.
    public static let windowDays = 28
    /// Of those, days that must have a rating: about one in three. A convention.
    public static let windowCheckIns = 10
    /// Days of a week that must have a rating before the week has a mean. A convention.
    public static let weekCheckIns = 2
    /// Days or weeks that must have asked for something before a share of them is told. A convention.
    public static let askedSpans = 5
    /// Days between the first and the last answer to PEG before a change is told: it looks back over a week.
    public static let pegDays = 28

    /// The least change of pain that patients call an improvement: 2 points of 0 – 10, or 30 % of the baseline
    /// (Farrar 2001, Pain 94:149; 2,724 patients of 10 trials). What is needed varies with the baseline, so the baseline
    /// stands beside it.
    public static let importantPoints = 2.0
    public static let importantShare = 0.3

    /// What every report says of itself.
    public static let limits = [
        "This is one person's own record. It compares that person with themselves, and with nobody else.",
        "What changed at the same time need not be cause and effect: seasons, treatment, medication, work and chance all "
            + "show in the same numbers. People also begin to write things down when they are at their worst, and much "
            + "of what follows gets better by itself.",
        "Pain is a number from 0 to 10 (NRS-11). A change of 2 points or 30 % is what patients in trials called an "
            + "improvement (Farrar 2001); what matters to one person depends on where they began.",
        "Sleep is a single-item quality scale asked of one night instead of seven. Single numbers for mood and energy have "
            + "not been validated: they say better or worse than before, and no more.",
        "Days without a check-in are left out, not guessed. If bad days, or good ones, are skipped more often, the means "
            + "lean the other way.",
        "A plan of massage that grows sparser is an agreement with the therapist; no study was found that backs one.",
        "habitd gives no medical advice and makes no diagnosis. New trouble with bladder or bowel, numbness in the saddle "
            + "area, legs that weaken quickly, or pain down both legs need help at once, not a report.",
    ]
}
