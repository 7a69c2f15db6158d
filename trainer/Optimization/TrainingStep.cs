using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using TorchSharp;
using TorchSharp.Modules;

namespace PhotoScore.Trainer.Optimization;

/// <summary>What happens with one batch: blend, compute in parts, sum gradients, shorten them, step, average.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Network _network;
    private readonly TrainingPlan _plan;
    private readonly ILoss _loss;

    public TrainingStep(Network network, TrainingPlan plan, IReadOnlyList<int> classCounts)
        : this(network, plan, new Loss(plan.Loss, classCounts, network.Device))
    {
    }

    public TrainingStep(Network network, TrainingPlan plan, ILoss loss)
    {
        (_network, _plan, _loss) = (network, plan, loss);
        Optimizer = Optimizers.Create(plan.Optimizer, network.Parameters, plan.LearningRate);
        Average = plan.Ema > 0 ? new WeightAverage(network, plan.Ema) : null;
        MicroBatches = new MicroBatches(plan.MicroBatch, loss.Together);
    }

    public OptimizerHelper Optimizer { get; }

    /// <summary>Null where the plan wants none.</summary>
    public WeightAverage? Average { get; }

    public MicroBatches MicroBatches { get; }

    /// <summary>Learns from a batch.</summary>
    /// <param name="batch">The caller's.</param>
    /// <param name="step">Steps before this one.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="answers">Told what the network answered before it learned.</param>
    /// <returns>The mean loss; where it is not finite, nothing was learned.</returns>
    public double Run(Batch batch, long step, double learningRate, ConfusionCounts answers)
    {
        using var scope = torch.NewDisposeScope();
        var pixels = DeviceCopy.To(_network.Device, batch.Pixels());
        var targets = _loss.Targets(DeviceCopy.To(_network.Device, batch.Labels()));
        var blend = _plan.Mixup > 0 ? new Blend(MixupDraw.For(_plan.Mixup, _plan.Seed, step, batch.Count), _network.Device) : null;
        targets = blend?.Targets(targets) ?? targets;

        var loss = 0.0;
        var logits = new List<torch.Tensor>();
        MicroBatches.Run(batch.Count, Begin, Part);
        if (!double.IsFinite(loss))
            return loss;

        if (_plan.ClipNorm > 0)
            torch.nn.utils.clip_grad_norm_(_network.Parameters, _plan.ClipNorm);
        Optimizers.SetLearningRate(Optimizer, learningRate);
        Optimizer.step();
        Average?.Update(step + 1);
        _loss.Count(torch.cat(logits).cpu(), batch.LabelValues.AsSpan(0, batch.Count), answers);
        return loss;

        void Begin()
        {
            Optimizer.zero_grad();
            logits.Clear();
            loss = 0;
        }

        void Part(int start, int length)
        {
            using var inner = torch.NewDisposeScope();
            var photos = blend?.Pixels(pixels, start, length) ?? pixels.narrow(0, start, length);
            var answered = _network.Logits(photos, training: true);
            // Divided by the whole batch, the parts' gradients add up to the batch's.
            var part = _loss.Sum(answered, targets.narrow(0, start, length)) / batch.Count;
            part.backward();
            loss += part.item<float>();
            logits.Add(answered.detach().MoveToOuterDisposeScope());
        }
    }

    public void Dispose()
    {
        Average?.Dispose();
        Optimizer.Dispose();
        _loss.Dispose();
    }
}
