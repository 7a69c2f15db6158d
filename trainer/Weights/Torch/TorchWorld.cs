using PhotoScore.Trainer.Weights.Pickles;
using TorchSharp;

namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>
/// All that a pickle of <c>torch.save</c> may name: the functions that rebuild a tensor, the kinds of storages, ordered dictionaries. They are
/// names to us, not Python's functions: nothing that a file says is ever executed.
/// </summary>
internal sealed class TorchWorld : IPickleWorld
{
    private static readonly Dictionary<string, Func<object?[], object?>> Functions = new(StringComparer.Ordinal)
    {
        ["torch._utils._rebuild_tensor_v2"] = Tensor,
        ["torch._utils._rebuild_tensor"] = Tensor,
        ["torch._utils._rebuild_parameter"] = arguments => arguments is [TorchView tensor, ..] ? tensor : throw Wrong("_rebuild_parameter"),
        ["torch.Size"] = arguments => arguments is [object?[] sizes] ? sizes : throw Wrong("torch.Size"),
        ["collections.OrderedDict"] = OrderedDictionary,
    };

    private static readonly Dictionary<string, TorchNumbers> Storages = new(StringComparer.Ordinal)
    {
        ["torch.FloatStorage"] = new(torch.ScalarType.Float32, 4),
        ["torch.DoubleStorage"] = new(torch.ScalarType.Float64, 8),
        ["torch.HalfStorage"] = new(torch.ScalarType.Float16, 2),
        ["torch.BFloat16Storage"] = new(torch.ScalarType.BFloat16, 2),
        ["torch.LongStorage"] = new(torch.ScalarType.Int64, 8),
        ["torch.IntStorage"] = new(torch.ScalarType.Int32, 4),
        ["torch.ShortStorage"] = new(torch.ScalarType.Int16, 2),
        ["torch.CharStorage"] = new(torch.ScalarType.Int8, 1),
        ["torch.ByteStorage"] = new(torch.ScalarType.Byte, 1),
        ["torch.BoolStorage"] = new(torch.ScalarType.Bool, 1),
    };

    private const int MostShownCharacters = 100;

    private readonly Dictionary<string, TorchStorage> _storages = new(StringComparer.Ordinal);

    /// <summary>The storages that were spoken of, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Known => _storages;

    public object Find(string module, string name)
    {
        var full = $"{module}.{name}";
        if (Functions.TryGetValue(full, out var function))
            return function;
        return Storages.TryGetValue(full, out var numbers) ? numbers : throw new InvalidDataException(
            $"The file asks for '{Shown(full)}', which is not on the list of what weights need: it is refused, and nothing of it was run. " +
            "Save the weights alone: torch.save(model.state_dict(), path).");
    }

    public object? Call(object? callable, object?[] arguments) => callable is Func<object?[], object?> function
        ? function(arguments)
        : throw new InvalidDataException("The pickle calls something that is no function: it is refused.");

    /// <summary>('storage', type, key, location, count), and in old files a view into it, of which only none at all is taken.</summary>
    public object Resolve(object? id)
    {
        if (id is not object?[] and not null || id is not object?[] parts || parts is not (["storage", TorchNumbers, string, _, long] or ["storage", TorchNumbers, string, _, long, null]))
            throw new InvalidDataException("The pickle refers to something outside of it that is no storage of numbers: it is refused.");
        var (numbers, key, count) = ((TorchNumbers)parts[1]!, (string)parts[2]!, (long)parts[4]!);
        if (count < 0 || count > int.MaxValue / numbers.Bytes)
            throw new InvalidDataException($"Storage '{Shown(key)}' of {count} numbers is too large: 2 GiB is the most that can be read.");
        var storage = new TorchStorage(key, numbers, count);
        if (_storages.TryAdd(key, storage) || _storages[key] == storage)
            return _storages[key];
        throw new InvalidDataException($"Storage '{Shown(key)}' is described in two ways.");
    }

    private static TorchView Tensor(object?[] arguments) => arguments is [TorchStorage storage, long offset, object?[] shape, object?[] strides, ..]
        ? new TorchView(storage, offset, Numbers(shape), Numbers(strides))
        : throw Wrong("_rebuild_tensor");

    private static PickleDictionary OrderedDictionary(object?[] arguments)
    {
        var made = new PickleDictionary();
        if (arguments is [List<object?> pairs])
        {
            foreach (var pair in pairs)
                Add(made, pair);
        }
        else if (arguments.Length > 0)
        {
            throw Wrong("OrderedDict");
        }

        return made;
    }

    private static void Add(PickleDictionary dictionary, object? pair)
    {
        switch (pair)
        {
            case object?[] and [var key, var value]:
                dictionary.Set(key, value);
                break;
            case List<object?> and [var key, var value]:
                dictionary.Set(key, value);
                break;
            default:
                throw Wrong("OrderedDict");
        }
    }

    private static long[] Numbers(object?[] tuple) =>
        [.. tuple.Select(number => number is long size ? size : throw new InvalidDataException("A tensor's shape or strides are no whole numbers."))];

    private static InvalidDataException Wrong(string function) => new($"The pickle calls {function} with something that it can't take: it is refused.");

    private static string Shown(string text)
    {
        var plain = new string([.. text.Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return plain.Length > MostShownCharacters ? plain[..MostShownCharacters] + "…" : plain;
    }
}
