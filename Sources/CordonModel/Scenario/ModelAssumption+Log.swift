// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

extension ModelAssumption {
  /// The assumption log, mechanism by mechanism.
  public static let log: [ModelAssumption] = [
    ModelAssumption(
      "Groups", "Founding rises with the number of groups to a peak and then falls.",
      because: "It does in most populations of organisations that were followed (an analogue).",
      "Growth without an end, or a limit without a cause, would move every level."),
    ModelAssumption(
      "Groups", "New groups form near others by distance and followers alone.",
      because: "Groups crowd in some areas; no source says why in those.",
      "Single forces would have other numbers of groups; the country would not."),
    ModelAssumption(
      "Groups", "If groups are spread like residents, as many files come as go between two areas.",
      because: "Suspects live where other people live.",
      "Areas near large towns would have more or fewer stings than their residents' share."),
    ModelAssumption(
      "Groups", "Elsewhere in the country police act as in history, whatever the areas' policy.",
      because: "A scenario of a part of the country says nothing of the rest.",
      "Groups that come from elsewhere would answer to a change that is everywhere."),
    ModelAssumption(
      "Groups", "Lifetimes are exponential, whatever a group's age, size or success.",
      because: "Only the share of known groups that are still active is known.",
      "Old groups that last would be more competent than simulated."),
    ModelAssumption(
      "Groups", "A group's activity, members and followers do not change while it lasts.",
      because: "No source follows a group over time.",
      "Groups that grow with publicity would make policies on streams matter more."),
    ModelAssumption(
      "Decoys and chats", "Activity scales contacts and volunteers' time alike.",
      because: "With contacts alone the busiest groups would lose what makes them busy.",
      "A few groups would do less of all stings."),
    ModelAssumption(
      "Decoys and chats", "Decoys change nobody into an offender: contacts come to them.",
      because: "No count tells contacts that a decoy sought from those that came.",
      "Convictions would overstate what volunteers prevent."),
    ModelAssumption(
      "Hand-over",
      "Whether a file is handed over is the product of restraint, trust and the channel.",
      because: "It is the simplest form in which each of them can prevent it alone.",
      "Channels would matter more or less to groups of little trust."),
    ModelAssumption(
      "Stings", "A competent group confronts wrong persons in proportion to what it lacks.",
      because: "A handful of cases are known, too few for a shape.",
      "Training and checks would prevent more or fewer scandals."),
    ModelAssumption(
      "Stings", "A lower probability of telling police is taken from those who would tell last.",
      because: "It keeps the same group's choices under every policy comparable.",
      "Response would come later on average, not only less often."),
    ModelAssumption(
      "Stings",
      "Footage kept back until a charge comes out then, whether or not its group still exists.",
      because: "Somebody has it, and nothing forbids it any more.",
      "A condition on streams would take more publicity away."),
    ModelAssumption(
      "Crowd", "The hazard of each step of escalation is linear in the crowd.",
      because: "The simplest form by which larger crowds are more dangerous.",
      "Disorder would depend more or less on the few largest crowds."),
    ModelAssumption(
      "Response", "Stings are too few to load response police.",
      because: "A few stings a day in the country against tens of thousands of calls.",
      "Waits at stings would be longer where many happen in one hour."),
    ModelAssumption(
      "Investigation", "All investigators of an area form one pool and do all kinds of cases.",
      because: "How forces split them is not published.",
      "Volunteer cases would push aside fewer, or other, of the police's own."),
    ModelAssumption(
      "Investigation",
      "A case that takes much work before the devices come back does so afterwards.",
      because: "Work on a case depends on the case.",
      "Waits would be a little more even."),
    ModelAssumption(
      "Court", "Capacity, as that of laboratories, answers at once to the line when work begins.",
      because: "Budgets follow backlogs; no source says how fast.",
      "Waits would swing more widely after a change of demand."),
    ModelAssumption(
      "Court", "The courtrooms are the country's: no case has a court of its own region.",
      because: "The simplest form: cases can be moved between courts.",
      "Waits would differ between areas."),
    ModelAssumption(
      "Court", "Pleas do not depend on the quality of the evidence beyond the charge.",
      because: "No source relates the two for such cases.",
      "A checklist would raise pleas, and shorten waits, more than simulated."),
    ModelAssumption(
      "Enforcement", "Enforcement meets groups at random among those whose stings police hear of.",
      because: "Arrested volunteers are too few to tell a pattern.",
      "Action against the worst groups alone would prevent more disorder at less cost."),
    ModelAssumption(
      "Enforcement", "A group that bail or custody pauses does nothing and then goes on as before.",
      because: "The simplest form; no source follows a group through bail.",
      "Groups that confront through others would be paused less."),
    ModelAssumption(
      "Enforcement", "Hiding ends at a constant rate, whatever police do meanwhile.",
      because: "Nobody has measured for how long groups keep from police.",
      "Enforcement that ends would take longer, or less long, to be forgotten."),
    ModelAssumption(
      "Harm", "A quiet arrest carries the risk of suicide of a confrontation that nobody watches.",
      because: "Without it a quiet hand-over would look harmless by construction.",
      "Policies of quiet hand-over would have fewer suicides."),
    ModelAssumption(
      "Harm", "A protocol can only prevent a death, never cause one.",
      because: "No source tells of harm by such a protocol.",
      "The effect of the duty of care would be overstated."),
    ModelAssumption(
      "Public", "Publicity has no area: everybody hears of everything.",
      because: "Streams are watched everywhere, national media report the rest.",
      "A patchwork of policies would influence its neighbours less."),
    ModelAssumption(
      "Public", "Arrests deplete a closed pool of offenders.",
      because: "It is the limit in which arrests prevent most; the pool is large.",
      "With replacement, arrests would lower later contacts less."),
    ModelAssumption(
      "Behaviour",
      "Responses are relative to the stance of history, and are nothing while it goes on.",
      because: "It leaves what is fitted to 2014 to 2016 untouched by unknown responses.",
      "Other parameters would contain a response to the stance of history itself."),
  ]
}
