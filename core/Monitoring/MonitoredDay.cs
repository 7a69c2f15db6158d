using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Monitoring;

/// <summary><c>monitoring/{model}/{version}/{day}/{instance}.json</c>: what one process was asked on one UTC day. Those of all processes merge into the day.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version that answered, as a shadow too.</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Instance">The process; a new one for each start.</param>
/// <param name="Statistics">Of the photos so far.</param>
public sealed record MonitoredDay(ModelName Model, VersionId Version, DateOnly Day, string Instance, PhotoStatistics Statistics);
