using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class TrainingPlanTests
{
    private static readonly TrainingRequest Minimal = new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn" };

    private static readonly TrainingDefaults Terciles = new("sgd", 0.01, "step", 16, 20, new(), "crossEntropy") { Momentum = 0.5, StepEvery = 300, Ema = 0.9 };

    [Fact]
    public void For_request_that_leaves_all_open_takes_the_architectures_own()
    {
        var plan = TrainingPlan.For(Minimal, Terciles);

        Assert.Equal(new OptimizerPlan("sgd", Momentum: 0.5), plan.Optimizer);
        Assert.Equal(new SchedulePlan("step", StepEvery: 300), plan.Schedule);
        Assert.Equal(0.9, plan.Ema);
    }

    [Fact]
    public void For_another_optimizer_and_schedule_leaves_behind_what_belonged_to_the_architectures_own()
    {
        var plan = TrainingPlan.For(Minimal with { Optimizer = "adamw", Schedule = "reduceOnPlateau" }, Terciles);

        Assert.Equal(new OptimizerPlan("adamw", WeightDecay: 0.01), plan.Optimizer);
        Assert.Equal(new SchedulePlan("reduceOnPlateau", StepFactor: 0.1, Patience: 12), plan.Schedule with { StepEvery = 5000 });
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Complete_any_choice_of_words_is_a_request_without_faults(string optimizer, string schedule, string loss)
    {
        var request = Minimal with { Optimizer = optimizer, Schedule = schedule, Loss = loss };

        var complete = TrainingPlan.For(request, Terciles).Complete(request);

        Assert.Empty(TrainingRequestFaults.Find(complete));
        Assert.Equal(TrainingPlan.For(request, Terciles), TrainingPlan.For(complete, Terciles));
    }

    public static TheoryData<string, string, string> Words()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var optimizer in OptimizationWords.Optimizers)
        {
            foreach (var schedule in OptimizationWords.Schedules)
                data.Add(optimizer, schedule, OptimizationWords.Losses[data.Count % OptimizationWords.Losses.Count]);
        }

        return data;
    }
}
