using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Trainer.Shell;

/// <summary>What a model answers to a photo.</summary>
/// <param name="Photo">The photo's name.</param>
/// <param name="Label">The index of its true class; -1 where that is unknown.</param>
/// <param name="Probabilities">One a class; null where the photo could not be read.</param>
/// <param name="Error">Why not; null otherwise.</param>
internal sealed record PhotoAnswer(string Photo, int Label, float[]? Probabilities, string? Error);

/// <summary>Answers photos as the server does: the same decoder, the same preparation, the same file.</summary>
internal sealed class Classifier : IDisposable
{
    private readonly ModelManifest _manifest;
    private readonly InferenceSession _session;

    public Classifier(ModelFiles model)
    {
        _manifest = model.Manifest;
        // Photos run side by side, each on one thread: threads inside a run would only fight over the same cores.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model.Onnx, options);
    }

    /// <summary>The answers in the order of the photos; as many photos are under way as there are cores.</summary>
    public async IAsyncEnumerable<PhotoAnswer> AnswerAsync(Photos photos, ShellProgress progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var underWay = new Queue<Task<PhotoAnswer>>();
        var done = 0;
        await foreach (var photo in photos.Files.WithCancellation(cancellation))
        {
            if (underWay.Count > Environment.ProcessorCount)
                yield return await NextAsync();
            underWay.Enqueue(Task.Run(() => Answer(photo), cancellation));
        }
        while (underWay.Count > 0)
            yield return await NextAsync();

        async Task<PhotoAnswer> NextAsync()
        {
            var answer = await underWay.Dequeue();
            progress.Show(++done, photos.Count);
            return answer;
        }
    }

    /// <summary>Answers one photo on the caller's thread.</summary>
    public PhotoAnswer Answer(PhotoFile photo)
    {
        try
        {
            using var decoded = ImageDecoder.Decode(photo.Bytes);
            using var prepared = Preparation.Prepare(decoded.Pixels, _manifest.Geometry);
            return new(photo.Name, photo.Label, Run(prepared), null);
        }
        catch (ImageRejectedException e)
        {
            return new(photo.Name, photo.Label, null, e.Message);
        }
    }

    private float[] Run(Pixels prepared)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(prepared.Span.ToArray(), [1, prepared.Height, prepared.Width, 3]);
        using var options = new RunOptions();
        using var results = _session.Run(options, [OnnxExporter.Image], [input], [OnnxExporter.Probabilities]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => _session.Dispose();
}
