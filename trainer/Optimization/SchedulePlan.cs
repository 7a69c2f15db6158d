using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Optimization;

/// <summary>How the learning rate changes.</summary>
/// <param name="Name">One of <see cref="OptimizationWords.Schedules"/>.</param>
/// <param name="StepEvery">For <c>step</c>: after how many steps the rate is multiplied again.</param>
/// <param name="StepFactor">What <c>step</c> and <c>reduceOnPlateau</c> multiply by.</param>
/// <param name="Patience">For <c>reduceOnPlateau</c>: after how many epochs without a lower validation loss.</param>
/// <param name="WarmUpSteps">Steps over which the rate rises to what the schedule says.</param>
internal sealed record SchedulePlan(string Name, int StepEvery = 5000, double StepFactor = 0.1, int Patience = 12, int WarmUpSteps = 0)
{
    /// <summary>What belongs to the architecture's schedule is not taken over to another one.</summary>
    public static SchedulePlan For(TrainingRequest request, TrainingDefaults defaults)
    {
        var name = request.Schedule ?? defaults.Schedule;
        var own = name == defaults.Schedule ? defaults : null;
        var plan = new SchedulePlan(name);
        return plan with
        {
            StepEvery = request.StepEvery ?? own?.StepEvery ?? plan.StepEvery,
            StepFactor = request.StepFactor ?? own?.StepFactor ?? plan.StepFactor,
            Patience = request.Patience ?? own?.Patience ?? plan.Patience,
            WarmUpSteps = request.WarmUpSteps ?? own?.WarmUpSteps ?? 0,
        };
    }
}
